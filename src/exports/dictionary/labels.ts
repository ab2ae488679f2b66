import type { DictionaryEntry } from "../../contract/index.ts";
import type { Lang, Text } from "../../kernel/index.ts";

/** What the parts of an entry are called in files. */
export const LABELS = {
  rule: { zh: "规则", en: "Rule" },
  meaning: { zh: "含义", en: "Meaning" },
  criteria: { zh: "口径", en: "Criteria" },
  purpose: { zh: "用途", en: "Purpose" },
  owner: { zh: "负责人", en: "Owner" },
  aliases: { zh: "别名", en: "Other names" },
  sensitivity: { zh: "敏感级别", en: "Sensitivity" },
  members: { zh: "人数", en: "Members" },
  entered: { zh: "本月进入", en: "Entered this month" },
  left: { zh: "本月离开", en: "Left this month" },
  changes: { zh: "本月定义变化", en: "Changes of the definition this month" },
  notes: { zh: "备注", en: "Notes" },
} as const satisfies Readonly<Record<string, Text>>;

export const SENSITIVITIES: Readonly<Record<DictionaryEntry["sensitivity"], Text>> = {
  ordinary: { zh: "普通", en: "Ordinary" },
  personal: { zh: "个人", en: "Personal" },
  sensitive: { zh: "敏感", en: "Sensitive" },
};

/** `金卡：…`; the default has no rule of its own. */
export function tierLine({ value, sentence }: DictionaryEntry["values"][number], lang: Lang): string {
  const said = sentence?.[lang] ?? (lang === "zh" ? "其余客户" : "everyone else");
  return lang === "zh" ? `${value}：${said}` : `${value}: ${said}`;
}
