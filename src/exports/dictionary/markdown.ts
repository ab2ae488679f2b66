import type { DictionaryEntry, TagDictionary, TagGroup } from "../../contract/index.ts";
import { dayOf, tagKind, type Lang, type Text } from "../../kernel/index.ts";
import { STATES } from "../tagRows.ts";
import { LABELS, SENSITIVITIES, tierLine } from "./labels.ts";

interface Reader {
  readonly lang: Lang;
  readonly timezone: string;
}

/** The dictionary as a Markdown document: a heading for each group, one below it for each tag. */
export function markdownOf(
  dictionary: TagDictionary,
  groups: readonly Pick<TagGroup, "id" | "path" | "description">[],
  reader: Reader,
): string {
  const { lang } = reader;
  const { items, retired, customers } = dictionary;
  const day = dayOf(Date.parse(dictionary.at), reader.timezone);
  const said = (text: Text) => text[lang];
  const number = new Intl.NumberFormat("en");
  const head = [
    said({ zh: "# 标签字典", en: "# Tag dictionary" }),
    said({
      zh: `${day} · ${number.format(items.length)} 个标签 · ${number.format(customers)} 位客户`,
      en: `${day} · ${number.format(items.length)} tags · ${number.format(customers)} customers`,
    }),
  ];
  const byGroup = Map.groupBy(items, ({ groupId }) => groupId);
  const sections = [{ id: null, path: [{ zh: "未分组", en: "Without a group" }], description: null }, ...groups].flatMap((group) => {
    const tags = byGroup.get(group.id) ?? [];
    if (tags.length === 0) return [];
    const title = `## ${group.path.map((name) => plain(said(name))).join(" / ")}`;
    return [title, ...(group.description ? [plain(group.description)] : []), ...tags.flatMap((tag) => entryOf(tag, lang, number))];
  });
  const left =
    retired.length === 0
      ? []
      : [
          said({ zh: "## 本月停用", en: "## Retired this month" }),
          retired
            .map(({ name, code, at }) => `- ${plain(said(name))} (${plain(code)}) ${dayOf(Date.parse(at), reader.timezone)}`)
            .join("\n"),
        ];
  return `${[...head, ...sections, ...left].join("\n\n")}\n`;
}

function entryOf(tag: DictionaryEntry, lang: Lang, number: Intl.NumberFormat): string[] {
  const colon = lang === "zh" ? "：" : ": ";
  const { month } = tag;
  const members = tag.members === null ? null : `${number.format(tag.members)}${tag.unit === null ? "" : ` (${plain(tag.unit)})`}`;
  const moves =
    lang === "zh"
      ? `本月进入 ${number.format(month.entered)}，离开 ${number.format(month.left)}`
      : `${number.format(month.entered)} entered and ${number.format(month.left)} left this month`;
  const facts: readonly (readonly [Text, string | null])[] = [
    [LABELS.meaning, tag.meaning],
    [LABELS.criteria, tag.criteria],
    [LABELS.purpose, tag.purpose],
    [LABELS.owner, tag.owner],
    [LABELS.aliases, tag.aliases.join(lang === "zh" ? "、" : ", ")],
    [LABELS.sensitivity, tag.sensitivity === "ordinary" ? null : SENSITIVITIES[tag.sensitivity][lang]],
    [LABELS.notes, tag.notes],
  ];
  const lines = facts.flatMap(([label, text]) => (text ? [`- ${label[lang]}${colon}${plain(text)}`] : []));
  return [
    `### ${plain(tag.name[lang])}`,
    `${plain(tag.code)} · ${tagKind(tag.kind).name[lang]} · ${STATES[tag.state][lang]}`,
    ...(tag.sentence ? [`> ${plain(tag.sentence[lang])}`] : []),
    ...(tag.values.length > 0 ? [tag.values.map((value) => `> - ${plain(tierLine(value, lang))}`).join("\n")] : []),
    [
      ...lines,
      ...(members === null ? [] : [`- ${LABELS.members[lang]}${colon}${members}${lang === "zh" ? "；" : "; "}${moves}`]),
      ...month.changes.map((change) => `- ${plain(change[lang])}`),
    ].join("\n"),
  ].filter((part) => part !== "");
}

/** Text that Markdown shows as it is, on one line: a name makes no heading, link, HTML or table. */
export function plain(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&!]/gu, (sign) => `\\${sign}`)
    .replace(/^([-+=]|\d+[.)])/u, "\\$1");
}
