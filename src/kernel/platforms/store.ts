import type { PlatformFacts } from "./platform.ts";

export const storePlatform: PlatformFacts = { code: "store", name: { zh: "门店", en: "Store" }, aliases: ["门店"] };
