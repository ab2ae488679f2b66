import type { PlatformFacts } from "./platform.ts";

export const tmallPlatform: PlatformFacts = {
  code: "tmall",
  name: { zh: "天猫", en: "Tmall" },
  aliases: ["天猫"],
  headings: /天猫|tmall/i,
};
