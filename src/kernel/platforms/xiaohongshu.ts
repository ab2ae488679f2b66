import type { PlatformFacts } from "./platform.ts";

export const xiaohongshuPlatform: PlatformFacts = {
  code: "xiaohongshu",
  name: { zh: "小红书", en: "Xiaohongshu" },
  aliases: ["小红书"],
  headings: /小红书|xiaohongshu/i,
};
