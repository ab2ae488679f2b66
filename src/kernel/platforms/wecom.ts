import type { PlatformFacts } from "./platform.ts";

export const wecomPlatform: PlatformFacts = {
  code: "wecom",
  name: { zh: "企业微信", en: "WeCom" },
  aliases: ["企业微信"],
  headings: /企业微信|企微|external_?user|^wecom/i,
};
