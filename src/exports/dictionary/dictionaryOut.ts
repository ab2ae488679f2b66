import type { DictionaryEntry, TagDictionary } from "../../contract/index.ts";
import { tagKind, type Lang, type Text } from "../../kernel/index.ts";
import type { CellKind } from "../../sheets/index.ts";
import { rowsOut } from "../rowsOut.ts";
import { STATES } from "../tagRows.ts";
import type { Out } from "../write.ts";
import { LABELS, SENSITIVITIES, tierLine } from "./labels.ts";

interface Column {
  readonly code: string;
  readonly name: Text;
  readonly kind?: CellKind;
  of(tag: DictionaryEntry, lang: Lang): string | number | null;
}

const COLUMNS: readonly Column[] = [
  { code: "group", name: { zh: "标签组", en: "Group" }, of: ({ group }, lang) => group.map((name) => name[lang]).join("/") || null },
  { code: "name", name: { zh: "名称", en: "Name" }, of: ({ name }, lang) => name[lang] },
  { code: "code", name: { zh: "编码", en: "Code" }, of: ({ code }) => code },
  { code: "kind", name: { zh: "类型", en: "Kind" }, of: ({ kind }, lang) => tagKind(kind).name[lang] },
  { code: "state", name: { zh: "状态", en: "State" }, of: ({ state }, lang) => STATES[state][lang] },
  { code: "rule", name: LABELS.rule, of: ruleText },
  { code: "meaning", name: LABELS.meaning, of: ({ meaning }) => meaning },
  { code: "criteria", name: LABELS.criteria, of: ({ criteria }) => criteria },
  { code: "purpose", name: LABELS.purpose, of: ({ purpose }) => purpose },
  { code: "owner", name: LABELS.owner, of: ({ owner }) => owner },
  { code: "aliases", name: LABELS.aliases, of: ({ aliases }) => aliases.join("\n") || null },
  { code: "sensitivity", name: LABELS.sensitivity, of: ({ sensitivity }, lang) => SENSITIVITIES[sensitivity][lang] },
  { code: "members", name: LABELS.members, kind: "number", of: ({ members }) => members },
  { code: "entered", name: LABELS.entered, kind: "number", of: ({ month }) => month.entered },
  { code: "left_count", name: LABELS.left, kind: "number", of: ({ month }) => month.left },
  {
    code: "changes",
    name: LABELS.changes,
    of: ({ month }, lang) => month.changes.map((change) => change[lang]).join("\n") || null,
  },
  { code: "notes", name: LABELS.notes, of: ({ notes }) => notes },
];

/** The dictionary as a table to write: one row for each tag. */
export function dictionaryOut({ items }: TagDictionary, lang: Lang): Out {
  return rowsOut(
    lang === "zh" ? "标签字典" : "Tag dictionary",
    COLUMNS.map(({ code, name, kind = "text" }) => ({ code, kind, heading: name[lang] })),
    items.map((tag) => COLUMNS.map((column) => column.of(tag, lang))),
  );
}

function ruleText({ sentence, values }: DictionaryEntry, lang: Lang): string | null {
  return sentence?.[lang] ?? (values.map((value) => tierLine(value, lang)).join("\n") || null);
}
