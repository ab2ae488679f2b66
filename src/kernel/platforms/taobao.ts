import type { PlatformFacts } from "./platform.ts";

export const taobaoPlatform: PlatformFacts = {
  code: "taobao",
  name: { zh: "淘宝", en: "Taobao" },
  aliases: ["淘宝"],
  headings: /淘宝|旺旺|taobao/i,
};
