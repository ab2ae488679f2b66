import { IDENTITY_FORMS } from "../forms/index.ts";

/** An id that identifies nobody. */
export interface Placeholder {
  /** Its platform, or `*` for every platform. */
  readonly platform: string;
  /** The value in the form for comparison (foldPlaceholder). Where ids have hosts `name@*` matches the name at any host. */
  readonly value: string;
}

/** Splits a line of the list at `|`. */
const words = (line: string): string[] => line.split("|");

const ANYWHERE = [
  // Empty values, as programs write them. `0` matches any text of zeros and hyphens: 0, 000000, 00000000-0000-0000-0000-000000000000.
  words("null|(null)|nil|none|nan|undefined|n/a|na|[object object]|{}|[]|true|false|0|-1|-|--|/"),
  // Names of fields and of samples that were never filled in.
  words("id|userid|user_id|openid|distinct_id|distinctid|string|default|example|test|testuser|demo|unknown"),
  // Visitors who are not signed in.
  words("guest|anon|anonymous|visitor|not_authenticated|not logged in|notlogin|nologin"),
  words("匿名|匿名用户|游客|访客|未登录|未登陆|散客|未知|无|空|测试|默认|暂无"),
  // The row of totals at the end of a sheet.
  words("合计|总计|小计|总和|汇总|total|totals|subtotal|grand total"),
].flat();
/**
 * The built-in list of placeholders: default values of pages, programs and exports that thousands of people share. A workspace adds entries
 * or switches entries off (settings.ts).
 */
export const BUILT_IN: readonly Placeholder[] = [
  ...ANYWHERE.map((value) => ({ platform: "*", value })),
  ...IDENTITY_FORMS.flatMap(({ platform, form }) => form.placeholders.map((value) => ({ platform, value }))),
];
