import enUS from "antd/es/locale/en_US.js";
import zhCN from "antd/es/locale/zh_CN.js";
import type { Lang } from "../../kernel/index.ts";

type Locale = (typeof zhCN)["default"];

/** The texts of the component library. Its types describe the CommonJS form, but the browser gets the ES module. */
export function antdTexts(lang: Lang): Locale {
  const chosen: Locale | { default: Locale } = lang === "zh" ? zhCN : enUS;
  return "default" in chosen ? chosen.default : chosen;
}
