import type { ProductField } from "../contract/index.ts";
import type { Text } from "../kernel/index.ts";
import type { CellKind } from "../sheets/index.ts";

/** A column of a product file: the field it fills, its heading, and example cells. */
export interface ProductColumn {
  readonly field: ProductField;
  readonly heading: Text;
  readonly kind: CellKind;
  readonly required?: boolean;
  readonly pattern: RegExp;
  readonly shown: readonly Text[];
}

const same = (text: string): Text => ({ zh: text, en: text });

export const PRODUCT_COLUMNS: readonly ProductColumn[] = [
  {
    field: "sku",
    heading: { zh: "商品SKU", en: "Product SKU" },
    kind: "text",
    required: true,
    pattern: /^(商品|产品|货品)?(sku|货号|编码|编号|条码)$|^(stock|product|item)?[ _-]?(sku|code|id)$/i,
    shown: [same("SKU-001"), same("SKU-002")],
  },
  {
    field: "title",
    heading: { zh: "商品名称", en: "Product title" },
    kind: "text",
    pattern: /^品名$|^(商品|产品|货品|宝贝)?(名称?|标题)$|^(product|item)?[ _-]?(name|title|description)$/i,
    shown: [
      { zh: "婴儿纸尿裤 M 码", en: "Nappies, size M" },
      { zh: "不锈钢保温杯", en: "Steel flask" },
    ],
  },
  {
    field: "brand",
    heading: { zh: "商品品牌", en: "Product brand" },
    kind: "text",
    pattern: /品牌|brand/i,
    shown: [same("Babycare"), same("Thermos")],
  },
  {
    field: "category",
    heading: { zh: "商品品类", en: "Product category" },
    kind: "text",
    pattern: /品类|类目|分类|category/i,
    shown: [
      { zh: "母婴", en: "Baby" },
      { zh: "家居", en: "Home" },
    ],
  },
  {
    field: "price",
    heading: { zh: "商品单价", en: "Product price" },
    kind: "number",
    pattern: /单价|价格|售价|price/i,
    shown: [same("89.00"), same("129.00")],
  },
];
