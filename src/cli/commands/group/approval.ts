import { Approval, setApproval } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { GROUP } from "./options.ts";

export const groupApproval = defineCommand({
  name: "group approval",
  group: "tags",
  summary: {
    zh: "设置修改标签是否需要审批：一个标签组，或整个工作区（/）",
    en: "set whether changes of tags need an approval: in a group, or in the workspace (/)",
  },
  arguments: [
    GROUP,
    {
      usage: "<approval>",
      text: {
        zh: "needed 需要；free 不需要；inherited 与上级相同",
        en: "needed; free; inherited: as in the group above",
      },
    },
  ],
  examples: ["group approval 客户价值 needed", "group approval / free"],
  async run(session, [group = "", approval = ""]) {
    const answer = await session.call(setApproval, { group, approval: oneOf("<approval>", Approval.options)(approval) as Approval });
    if (session.json) return session.printJson(answer);
    session.note(
      session.say(
        answer.needsApproval
          ? { zh: "从现在起，修改这里的标签需要审批", en: "changes of its tags need an approval from now on" }
          : { zh: "从现在起，修改这里的标签不需要审批", en: "changes of its tags need no approval from now on" },
      ),
    );
  },
});
