import type { OverrideDirection, Role, TagSummary, Why } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";

/** The texts for the enumerations of the contract. */
export const STATE: Record<TagSummary["state"], Text> = {
  published: { zh: "已发布", en: "published" },
  paused: { zh: "已暂停", en: "paused" },
  retired: { zh: "已停用", en: "retired" },
};

export const ROLE: Record<Role, Text> = {
  administrator: { zh: "管理员", en: "administrator" },
  manager: { zh: "主管", en: "manager" },
  editor: { zh: "编辑", en: "editor" },
  analyst: { zh: "分析", en: "analyst" },
  staff: { zh: "员工", en: "staff" },
  "read-only": { zh: "只读", en: "read-only" },
  sender: { zh: "数据上报", en: "sender" },
};

export const AUTHOR: Record<NonNullable<Why["author"]>, Text> = {
  rule: { zh: "规则", en: "rule" },
  person: { zh: "人工", en: "person" },
  import: { zh: "导入", en: "import" },
  model: { zh: "模型", en: "model" },
  api: { zh: "接口", en: "API" },
};

export const DIRECTION: Record<OverrideDirection, Text> = {
  in: { zh: "始终有", en: "always" },
  out: { zh: "始终没有", en: "never" },
};

/** The cause of a move. An unknown cause, from a newer server, is printed as it is. */
export function causeWords(cause: string): Text {
  return CAUSE[cause] ?? { zh: cause, en: cause };
}

const CAUSE: Readonly<Record<string, Text>> = {
  event: { zh: "新数据", en: "new data" },
  import: { zh: "导入", en: "import" },
  clock: { zh: "时间推移", en: "time passed" },
  rule: { zh: "规则发布", en: "rule published" },
  override: { zh: "手动指定", en: "override" },
  merge: { zh: "客户合并", en: "customers merged" },
  person: { zh: "人工", en: "person" },
  api: { zh: "接口", en: "API" },
  undo: { zh: "撤销导入", en: "import undone" },
  erase: { zh: "删除客户", en: "customer erased" },
};

export const SENSITIVITY: Record<TagSummary["sensitivity"], Text> = {
  ordinary: { zh: "普通", en: "ordinary" },
  personal: { zh: "个人信息", en: "personal" },
  sensitive: { zh: "敏感", en: "sensitive" },
};

export const REVIEW: Record<"monthly" | "quarterly" | "half-yearly", Text> = {
  monthly: { zh: "每月", en: "monthly" },
  quarterly: { zh: "每季度", en: "quarterly" },
  "half-yearly": { zh: "每半年", en: "half-yearly" },
};

/** How an exclusive group decides between two of its static tags. */
export const EXCLUSIVE: Readonly<Record<"newer" | "higher", Text>> = {
  newer: { zh: "后打的算", en: "newer wins" },
  higher: { zh: "靠上的算", en: "higher wins" },
};
