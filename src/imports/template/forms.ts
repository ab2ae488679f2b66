import { findAttribute, findEvent, findProperty, type Catalogue, type FieldType } from "../../catalogue/index.ts";
import type { TemplateKind } from "../../contract/index.ts";
import { FILE_PLATFORMS, platformHeading, valueTypeFacts, type Lang, type Text } from "../../kernel/index.ts";
import type { CellKind, FormColumn, FormSheet } from "../../sheets/index.ts";
import { EVENT, EVENT_ID, TAGS, TIME } from "../../files/index.ts";
import { PRODUCT_COLUMNS } from "../../products/index.ts";
import { helpOf } from "./help.ts";

/** The content of a template: the catalogue's names, and the tags to choose from. */
export interface FormParts {
  readonly lang: Lang;
  readonly catalogue: Catalogue;
  readonly tags: readonly string[];
}

interface Column extends FormColumn {
  /** Example cells, one for each row. */
  readonly shown: readonly (string | null)[];
}

export const SHEET_NAMES: Readonly<Record<TemplateKind, Text>> = {
  customers: { zh: "客户", en: "Customers" },
  tags: { zh: "客户与标签", en: "Customers and tags" },
  events: { zh: "行为", en: "Events" },
  products: { zh: "商品", en: "Products" },
};

/** The template of a kind. Its headings are words that an import recognises (a test checks this). */
export function formOf(kind: TemplateKind, parts: FormParts): FormSheet {
  const columns = columnsOf(kind, parts);
  const rows = Math.max(...columns.map(({ shown }) => shown.length));
  return {
    name: SHEET_NAMES[kind][parts.lang],
    columns: columns.map(({ shown: _, ...column }) => column),
    examples: Array.from({ length: rows }, (_, row) => columns.map(({ shown }) => shown[row] ?? null)),
    help: helpOf(kind, parts.lang, columns),
  };
}

function columnsOf(kind: TemplateKind, parts: FormParts): readonly Column[] {
  const { lang, catalogue, tags } = parts;
  const attribute = (code: string, shown: readonly (string | null)[], choices?: readonly string[]) =>
    attributeColumn(catalogue, lang, code, shown, choices);
  switch (kind) {
    case "customers":
      return [
        ...people(lang),
        attribute(
          "name",
          PEOPLE.map((name) => name[lang]),
        ),
        attribute(
          "gender",
          GENDERS.map((gender) => gender[lang]),
          GENDERS.map((gender) => gender[lang]),
        ),
        attribute("birthday", ["1992-05-20", "1985-11-02"]),
        attribute("province", [say(lang, "浙江", "Zhejiang"), say(lang, "上海", "Shanghai")]),
        attribute("city", [say(lang, "杭州", "Hangzhou"), say(lang, "上海", "Shanghai")]),
        attribute("member_level", [say(lang, "金卡", "Gold"), say(lang, "普通", "Basic")]),
        attribute("member_since", ["2024-03-01", "2025-06-18"]),
        attribute("source_channel", [say(lang, "门店", "Store"), say(lang, "小程序", "Mini program")]),
        attribute("interests", [say(lang, "露营、亲子", "Camping, Family"), null]),
        attribute(
          "consent.sms",
          YES_NO.map((word) => word[lang]),
          YES_NO.map((word) => word[lang]),
        ),
        attribute(
          "consent.marketing",
          YES_NO.map((word) => word[lang]),
          YES_NO.map((word) => word[lang]),
        ),
        attribute("remark", [say(lang, "示例行，导入前请删除", "An example: delete before importing"), null]),
      ];
    case "tags": {
      const some = tags.length > 0 ? tags : [say(lang, "老客户", "Regular"), say(lang, "已加企微", "On WeCom")];
      const column = (heading: string, shown: (string | null)[], note: Text): Column => ({
        heading,
        kind: "text",
        width: 28,
        note: note[lang],
        choices: tags,
        shown,
      });
      return [
        ...people(lang),
        attribute(
          "name",
          PEOPLE.map((name) => name[lang]),
        ),
        column(TAGS[lang], [some.slice(0, 2).join("、"), some[0]!], {
          zh: "可写多个，用顿号、逗号、分号或竖线分开；分层标签写「标签:值」",
          en: "Several may stand here, separated by commas, semicolons or bars; a tiered tag as tag:value",
        }),
        column(`${TAGS[lang]} 2`, [null, some[1] ?? null], { zh: "也可以一格选一个", en: "Or one a cell, chosen from the list" }),
      ];
    }
    case "events":
      return [
        ...people(lang).slice(0, 2),
        {
          heading: EVENT[lang],
          kind: "text",
          required: true,
          width: 22,
          choices: [...catalogue.events.values()].map(({ name }) => name[lang]),
          shown: ["Order Completed", "Message Received"].map((code) => findEvent(catalogue, code)!.name[lang]),
        },
        { heading: TIME[lang], kind: "time", required: true, shown: ["2025-11-02 14:30", "2025-11-03 09:05"] },
        ...EVENT_FIELDS.map(([event, code, ...shown]) => propertyColumn(catalogue, lang, event, code, shown)),
        { heading: EVENT_ID[lang], kind: "text", shown: ["A-1001", "M-2001"] },
      ];
    case "products":
      return PRODUCT_COLUMNS.map(({ heading, kind: type, required, shown }) => ({
        heading: heading[lang],
        kind: type,
        ...(required && { required }),
        shown: shown.map((cell) => cell[lang]),
      }));
  }
}

const say = (lang: Lang, zh: string, en: string): string => ({ zh, en })[lang];
const PEOPLE: readonly Text[] = [
  { zh: "李雷", en: "Li Lei" },
  { zh: "韩梅梅", en: "Han Meimei" },
];
const GENDERS: readonly Text[] = [
  { zh: "男", en: "Male" },
  { zh: "女", en: "Female" },
];
const YES_NO: readonly Text[] = [
  { zh: "是", en: "yes" },
  { zh: "否", en: "no" },
];
/** Properties in an event's template: event, code, example cells. */
const EVENT_FIELDS: readonly (readonly [event: string, code: string, ...shown: (string | null)[]])[] = [
  ["Order Completed", "order_id", "SO20251102001", null],
  ["Order Completed", "amount", "299.00", null],
  ["Order Line", "quantity", "2", null],
  ["Order Line", "sku", "SKU-001", null],
  ["Order Line", "category", "母婴", null],
  ["Order Completed", "channel", "天猫", "企业微信"],
  ["Order Completed", "store", "杭州湖滨店", null],
  ["Message Received", "text", null, "请问有优惠吗？"],
  ["Review Submitted", "score", null, null],
];

function people(lang: Lang): Column[] {
  return FILE_PLATFORMS.flatMap(({ code, template }) =>
    template
      ? [
          {
            heading: platformHeading(code)![lang],
            kind: "text",
            required: template.isRequired,
            note: say(
              lang,
              "身份：至少填一种，同一客户合并为一人",
              "An identity: fill at least one; rows of one identity are one customer",
            ),
            shown: template.cells,
          },
        ]
      : [],
  );
}

function attributeColumn(
  catalogue: Catalogue,
  lang: Lang,
  code: string,
  shown: readonly (string | null)[],
  choices: readonly string[] | undefined,
): Column {
  const { name, type } = findAttribute(catalogue, code)!;
  return { heading: name[lang], kind: cellKind(type), shown, ...(choices && { choices, strict: true }) };
}

function propertyColumn(catalogue: Catalogue, lang: Lang, event: string, code: string, shown: readonly (string | null)[]): Column {
  const { name, type } = findProperty(findEvent(catalogue, event)!, code)!;
  return { heading: name[lang], kind: cellKind(type), shown };
}

function cellKind(type: FieldType): CellKind {
  return valueTypeFacts(type).cells.filledIn;
}
