import type { Because, Grant } from "../../access/index.ts";
import type { TagAction } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { GrantNames } from "./grantNames.ts";

export const ACTION_TEXT: Readonly<Record<TagAction, Text>> = {
  see: { zh: "查看", en: "see" },
  assign: { zh: "打标签", en: "assign" },
  edit: { zh: "修改", en: "edit" },
  approve: { zh: "审批", en: "approve" },
};

/** The one rule that decided, as a sentence. */
export function becauseText(because: Because, names: GrantNames): Text {
  switch (because.kind) {
    case "administrator":
      return { zh: "管理员可以使用全部标签", en: "administrators may do everything with every tag" };
    case "role": {
      const { role, permission } = because;
      if (role === null) return { zh: "已停用，没有任何权限", en: "disabled, so without any right" };
      const name = names.subject({ kind: "role", id: role });
      return {
        zh: `没有单独的授权，按${name.zh}的权限（${permission}）`,
        en: `no grant says anything, so the permissions of the ${name.en} decide (${permission})`,
      };
    }
    case "grant":
      return grantText(because.grant, names);
  }
}

/** `部门「华东」不能查看标签组「客户价值」的标签`. */
export function grantText({ subject, object, action, effect }: Grant, names: GrantNames): Text {
  const [who, what, act] = [names.subject(subject), names.object(object), ACTION_TEXT[action]];
  return effect === "allow"
    ? { zh: `${who.zh}可以${act.zh}${what.zh}`, en: `${who.en} may ${act.en} ${what.en}` }
    : { zh: `${who.zh}不能${act.zh}${what.zh}`, en: `${who.en} may not ${act.en} ${what.en}` };
}
