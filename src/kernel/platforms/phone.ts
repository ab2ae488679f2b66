import type { PlatformFacts } from "./platform.ts";

export const phonePlatform: PlatformFacts = {
  code: "phone",
  name: { zh: "手机", en: "Phone" },
  aliases: ["手机", "手机号", "电话", "mobile"],
  heading: { zh: "手机号", en: "Phone" },
  headings: /^(?!.*(类型|品牌|型号)).*(手机|电话|联系方式)|phone|mobile|^tel\b/i,
  contents: { certain: /^(?:\+?86[- ]?)?1[3-9]\d{9}$/, possible: /\d{5}/ },
  template: { cells: ["13800000001", "13800000002"], isRequired: true },
  isTrait: true,
};
