import type { ChangeState } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { integer } from "../../command.ts";

export const CHANGE = { usage: "<change>", text: { zh: "修改申请的编号", en: "the number of the change request" } };

/** The number that a line names. @throws OPTION_INVALID */
export const numberOf = integer("<change>", 1, 2_147_483_647);

export const STATES: Readonly<Record<ChangeState, Text>> = {
  open: { zh: "待审批", en: "open" },
  approved: { zh: "已批准", en: "approved" },
  published: { zh: "已发布", en: "published" },
  rejected: { zh: "已驳回", en: "rejected" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};
