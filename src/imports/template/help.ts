import type { TemplateKind } from "../../contract/index.ts";
import type { Lang, Text } from "../../kernel/index.ts";
import type { FormColumn, FormSheet } from "../../sheets/index.ts";

const GENERAL: readonly (readonly [what: Text, how: Text])[] = [
  [
    { zh: "怎么用", en: "How to use it" },
    {
      zh: "在第一张表里一行写一条，写完保存，在「导入」页上传即可；表头不用改，也不用设置映射。示例行请删除。",
      en: "One row each in the first sheet; save it and upload it at Imports. The headings are recognised as they stand. Delete the example rows.",
    },
  ],
  [
    { zh: "列", en: "Columns" },
    {
      zh: "用不到的列可以空着或删除；可以加列，导入时能指定含义。列的顺序不限。",
      en: "Columns you do not need may stay empty or be deleted; you may add others and say at the import what they mean. Their order is free.",
    },
  ],
  [
    { zh: "时间", en: "Times" },
    { zh: "写成 2025-11-02 或 2025-11-02 14:30。", en: "Write 2025-11-02 or 2025-11-02 14:30." },
  ],
];

const OF_KIND: Readonly<Record<TemplateKind, readonly (readonly [what: Text, how: Text])[]>> = {
  customers: [
    [
      { zh: "身份", en: "Identities" },
      {
        zh: "手机号、邮箱、会员号、客户编号至少填一种；已有的客户会被更新，不会重复。",
        en: "At least one of phone, email, member number, customer id; customers who are known are updated, not repeated.",
      },
    ],
  ],
  tags: [
    [
      { zh: "标签", en: "Tags" },
      {
        zh: "写标签名称或代码，一格可写多个，用 、 , ; | 或换行分开；分层标签写「标签:值」。没有的标签会先列出，同意后才新建。由规则决定的标签，写了就成为手工指定。",
        en: "Names or codes of tags, several a cell separated by , ; | 、 or a line break; tiered tags as tag:value. Tags that do not exist are listed first and made only when you agree. A tag that a rule decides becomes an override.",
      },
    ],
  ],
  events: [
    [
      { zh: "行为", en: "Events" },
      {
        zh: "一行一次行为：谁、做了什么、什么时候。同一文件再次导入不会重复；写了行为编号的，以编号为准。",
        en: "One row is one event: who, what, when. The same file imported again adds nothing; where an event id is given, it decides.",
      },
    ],
  ],
  products: [
    [
      { zh: "商品", en: "Products" },
      {
        zh: "一行一个商品。之后导入的订单只有 SKU 时，会用这里的名称、品牌、品类、单价补全，规则就能按品类筛选。",
        en: "One row is one product. Orders imported afterwards that carry only a SKU get title, brand, category and price from here, so that rules can ask for them.",
      },
    ],
  ],
};

/** The sheet that explains a template. */
export function helpOf(kind: TemplateKind, lang: Lang, columns: readonly FormColumn[]): FormSheet["help"] {
  const required = columns.filter((column) => column.required).map(({ heading }) => heading);
  const must: readonly [string, string] = [lang === "zh" ? "重点列" : "Marked columns", required.join(lang === "zh" ? "、" : ", ")];
  return {
    name: lang === "zh" ? "说明" : "Instructions",
    rows: [...[...GENERAL, ...OF_KIND[kind]].map(([what, how]) => [what[lang], how[lang]] as const), must],
  };
}
