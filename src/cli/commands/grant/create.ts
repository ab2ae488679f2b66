import { createGrant, GrantEffect, TagAction } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { ACTION, EFFECT, OBJECT_OPTIONS, SUBJECT_OPTIONS, subjectOf, type SubjectOptions } from "./options.ts";

export const grantCreate = defineCommand<SubjectOptions & { tag?: string; group?: string }>({
  name: "grant create",
  group: "server",
  summary: {
    zh: "允许或禁止某角色、部门、成员查看、打、修改、审批标签；不写标签和组时是全部标签",
    en: "allow or deny a role, department or person to see, assign, edit or approve tags; all tags without --tag and --group",
  },
  arguments: [EFFECT, ACTION],
  options: [...SUBJECT_OPTIONS, ...OBJECT_OPTIONS],
  examples: ["grant create deny see --role staff --tag churn_risk", "grant create allow assign --department 客服部 --tag vip"],
  async run(session, [effect = "", action = ""], { tag, group, ...subject }) {
    const answer = await session.call(createGrant, {
      subject: subjectOf(subject),
      object: tag !== undefined ? { tag } : group !== undefined ? { group } : { workspace: true },
      action: oneOf("<action>", TagAction.options)(action) as TagAction,
      effect: oneOf("<effect>", GrantEffect.options)(effect) as GrantEffect,
    });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已设置，编号 ${answer.id}`, en: `set; its id is ${answer.id}` }));
  },
});
