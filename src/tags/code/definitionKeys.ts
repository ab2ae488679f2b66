import { Sensitivity, TAG_COLORS } from "../../contract/index.ts";
import { DECIDING, objectOf, oneOfTexts, text, type Keys, type Schema } from "../../rules/language/index.ts";
import { MAX_LEVELS } from "../groups/tagGroups.ts";
import { MAX_NAME_CHARACTERS } from "../isName.ts";

export const REVIEWS = ["monthly", "quarterly", "half-yearly"] as const;
export const MAX_ALIASES = 20;

/** The most characters of each text of a definition. */
export const LONGEST = { owner: 100, unit: 20, meaning: 2_000, criteria: 2_000, purpose: 2_000, notes: 2_000 } as const;

export const CODE = /^[a-z][a-z0-9_]{0,59}$/;

const NAME: Schema = { type: "string", minLength: 1, maxLength: MAX_NAME_CHARACTERS };

/** The keys of a name in both languages. */
export const NAME_KEYS: Keys = { zh: NAME, en: NAME };

/** The keys of a tag in a document. No other key is read. */
export const DEFINITION: Keys = {
  code: text("编码：小写字母、数字、下划线；不再改变", "its code: a–z, 0–9, _; it never changes", { pattern: CODE.source }),
  name: {
    anyOf: [NAME, objectOf(NAME_KEYS, [], { minProperties: 1 })],
    description: { zh: "名称：两种语言，或一个", en: "its name: in both languages, or one for both" },
  },
  group: {
    anyOf: [{ type: ["string", "null"] }, { type: "array", items: NAME, maxItems: MAX_LEVELS }],
    description: { zh: "标签组的路径，如 客户价值/价值等级", en: "path of its group, such as 客户价值/价值等级" },
  },
  color: orNull(oneOfTexts(TAG_COLORS, "颜色", "its colour")),
  owner: words("负责人或团队", "person or team that answers for it", LONGEST.owner),
  review: orNull(oneOfTexts(REVIEWS, "复核周期", "how often it is reviewed")),
  meaning: words("含义，一句话", "what it says about a customer, in a sentence", LONGEST.meaning),
  criteria: words("口径：怎样的客户算", "criteria: who counts, in words", LONGEST.criteria),
  purpose: words("用途", "what it is for", LONGEST.purpose),
  sensitivity: orNull(oneOfTexts(Sensitivity.options, "敏感度", "how sensitive it is")),
  unit: words("单位（指标标签）", "the unit of a metric", LONGEST.unit),
  state: orNull(oneOfTexts(["published", "paused"], "状态", "its state")),
  aliases: {
    type: ["array", "null"],
    items: NAME,
    maxItems: MAX_ALIASES,
    description: { zh: "别名，搜索可用", en: "other names, by which a search finds it" },
  },
  notes: words("备注", "notes", LONGEST.notes),
  ...DECIDING,
};

function words(zh: string, en: string, maxLength: number): Schema {
  return text(zh, en, { type: ["string", "null"], maxLength });
}

function orNull({ enum: options, ...schema }: Schema): Schema {
  return { ...schema, enum: [...(options as readonly string[]), null] };
}
