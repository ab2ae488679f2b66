import { editTag, readTag, TAG_COLORS } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";

interface Options {
  readonly name?: string;
  readonly nameEn?: string;
  readonly color?: (typeof TAG_COLORS)[number];
  readonly owner?: string;
  readonly meaning?: string;
  readonly criteria?: string;
  readonly purpose?: string;
  readonly unit?: string;
  readonly review?: string;
}

export const tagEdit = defineCommand<Options>({
  name: "tag edit",
  group: "tags",
  summary: { zh: "修改标签的名称、含义、口径、负责人等（不含规则）", en: "change names, meaning, owner and so on of a tag, not its rule" },
  arguments: [{ usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } }],
  options: [
    { flags: "--name <name>", text: { zh: "中文名称", en: "the Chinese name" } },
    { flags: "--name-en <name>", text: { zh: "英文名称", en: "the English name" } },
    {
      flags: "--color <color>",
      text: { zh: `颜色：${TAG_COLORS.join("、")}`, en: `colour: ${TAG_COLORS.join(", ")}` },
      parse: oneOf("--color", TAG_COLORS),
    },
    { flags: "--owner <owner>", text: { zh: "负责人或团队", en: "person or team" } },
    { flags: "--meaning <text>", text: { zh: "含义", en: "what it says about a customer" } },
    { flags: "--criteria <text>", text: { zh: "口径", en: "its criteria" } },
    { flags: "--purpose <text>", text: { zh: "用途", en: "what it is for" } },
    { flags: "--unit <unit>", text: { zh: "指标的单位", en: "the unit of a metric" } },
    {
      flags: "--review <cadence>",
      text: { zh: "审查周期：monthly、quarterly、half-yearly", en: "review cadence: monthly, quarterly, half-yearly" },
    },
  ],
  examples: ["tag edit high_value --owner 市场部 --criteria 近365天订单金额合计不低于五千元"],
  async run(session, [tag = ""], { name, nameEn, ...words }) {
    const { code, revision, name: old } = await session.call(readTag, { tag });
    const named = name === undefined && nameEn === undefined ? {} : { name: { zh: name ?? old.zh, en: nameEn ?? old.en } };
    const answer = await session.call(editTag, { tag: code, revision, ...named, ...words });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已修改标签 ${code}`, en: `changed the tag ${code}` }));
  },
});
