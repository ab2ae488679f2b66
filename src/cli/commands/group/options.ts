import { Exclusive, TAG_COLORS, type TagGroup } from "../../../contract/index.ts";
import { oneOf, type OptionSpec } from "../../command.ts";
import type { Session } from "../../session.ts";

export const GROUP = {
  usage: "<group>",
  text: { zh: "标签组的编号、路径（客户价值/价值等级）或名称", en: "a group by number, path (value/level) or name" },
};

export interface WordOptions {
  readonly nameEn?: string;
  readonly color?: (typeof TAG_COLORS)[number];
  readonly description?: string;
  readonly owner?: string;
  readonly exclusive?: Exclusive;
}

export const WORDS: readonly OptionSpec[] = [
  { flags: "--name-en <name>", text: { zh: "英文名称；不写则两种语言同名", en: "the English name; without: one name in both languages" } },
  {
    flags: "--color <color>",
    text: { zh: `颜色：${TAG_COLORS.join("、")}`, en: `colour: ${TAG_COLORS.join(", ")}` },
    parse: oneOf("--color", TAG_COLORS),
  },
  { flags: "--description <text>", text: { zh: "说明", en: "what belongs in it" } },
  { flags: "--owner <owner>", text: { zh: "负责人或团队", en: "person or team" } },
  {
    flags: "--exclusive <mode>",
    text: {
      zh: "互斥：none 不限；newer 每位客户一个，后打的算；higher 每位客户一个，排在上面的算",
      en: "none: any number of its tags; newer: one a customer, the last added; higher: one a customer, the one that stands higher",
    },
    parse: oneOf("--exclusive", Exclusive.options),
  },
];

/** The words of a group as the API takes them. */
export function wordsOf(name: string | undefined, { nameEn, color, description, owner, exclusive }: WordOptions) {
  const named = name === undefined && nameEn === undefined ? {} : { name: { zh: name, en: nameEn ?? name } };
  return { ...named, color, description, owner, exclusive };
}

/** A line that says where a group stands. */
export function placeNote({ say, lang }: Session, { path, id }: TagGroup): string {
  const where = path.map((name) => name[lang]).join("/");
  return say({ zh: `标签组 ${where}（编号 ${id}）`, en: `group ${where} (number ${id})` });
}
