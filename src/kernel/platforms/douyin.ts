import type { PlatformFacts } from "./platform.ts";

export const douyinPlatform: PlatformFacts = {
  code: "douyin",
  name: { zh: "抖音", en: "Douyin" },
  aliases: ["抖音"],
  headings: /抖音|douyin/i,
};
