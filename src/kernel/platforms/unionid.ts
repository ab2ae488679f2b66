import type { PlatformFacts } from "./platform.ts";

export const unionidPlatform: PlatformFacts = {
  code: "unionid",
  name: { zh: "UnionID", en: "UnionID" },
  headings: /unionid/i,
  isTrait: true,
};
