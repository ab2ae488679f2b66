import { CatalogueType, changeAttribute, changeProperty, labelEvent, Sensitivity } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand, oneOf } from "../../command.ts";

interface Options {
  readonly zh?: string;
  readonly en?: string;
  readonly property?: string;
  readonly attribute?: boolean;
  readonly type?: (typeof CatalogueType.options)[number];
  readonly sensitivity?: (typeof Sensitivity.options)[number];
}

export const catalogueLabel = defineCommand<Options>({
  name: "catalogue label",
  group: "data",
  summary: { zh: "给行为、行为的属性或客户属性命名", en: "name an event, a property of it, or an attribute" },
  arguments: [
    { usage: "<code>", text: { zh: "行为的编码；加 --attribute 时为客户属性", en: "an event's code; an attribute's with --attribute" } },
  ],
  options: [
    { flags: "--zh <name>", text: { zh: "中文名称", en: "the Chinese name" } },
    { flags: "--en <name>", text: { zh: "英文名称", en: "the English name" } },
    { flags: "--property <code>", text: { zh: "行为的这个属性", en: "this property of the event" } },
    { flags: "--attribute", text: { zh: "编码是客户属性", en: "the code is an attribute's" } },
    {
      flags: "--type <type>",
      text: {
        zh: `改属性的类型：${CatalogueType.options.join("、")}（客户属性请先用 catalogue type 预览）`,
        en: `the property's or attribute's new type: ${CatalogueType.options.join(", ")} (see catalogue type for a preview)`,
      },
      parse: oneOf("--type", CatalogueType.options),
    },
    {
      flags: "--sensitivity <level>",
      text: {
        zh: `客户属性或行为属性的敏感级别：${Sensitivity.options.join("、")}`,
        en: `the sensitivity of the attribute or property: ${Sensitivity.options.join(", ")}`,
      },
      parse: oneOf("--sensitivity", Sensitivity.options),
    },
  ],
  examples: [
    "catalogue label 'Trial Booked' --zh 预约试用",
    "catalogue label 'Trial Booked' --property weight --zh 重量 --type text",
    "catalogue label 'Order Completed' --property receiver_phone --sensitivity personal",
  ],
  async run(session, [code = ""], { zh, en, property, attribute = false, type, sensitivity }) {
    if (attribute && property !== undefined) throw problem("OPTIONS_CONFLICT", { first: "--attribute", second: "--property" });
    if (type !== undefined && !attribute && property === undefined)
      throw problem("OPTION_INVALID", {
        option: "--type",
        value: type,
        wanted: { zh: "和 --property 或 --attribute 一起用", en: "used together with --property or --attribute" },
      });
    const name = zh === undefined && en === undefined ? undefined : { zh, en };
    const answer = attribute
      ? await session.call(changeAttribute, { attribute: code, name, sensitivity, type })
      : property === undefined
        ? await session.call(labelEvent, { event: code, name: name ?? {} })
        : await session.call(changeProperty, { event: code, property, name, type, sensitivity });
    if (session.json) return session.printJson(answer);
    session.print(session.say({ zh: "已保存", en: "saved" }));
  },
});
