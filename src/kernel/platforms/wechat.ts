import type { PlatformFacts } from "./platform.ts";

export const wechatPlatform: PlatformFacts = {
  code: "wechat",
  name: { zh: "微信", en: "WeChat" },
  aliases: ["微信"],
  headings: /^(微信|wechat)(号|id|openid)?$/i,
};
