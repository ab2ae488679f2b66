import type { PlatformFacts } from "./platform.ts";

export const alipayPlatform: PlatformFacts = {
  code: "alipay",
  name: { zh: "支付宝", en: "Alipay" },
  aliases: ["支付宝"],
  headings: /支付宝|alipay/i,
};
