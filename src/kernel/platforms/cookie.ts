import type { PlatformFacts } from "./platform.ts";

export const cookiePlatform: PlatformFacts = { code: "cookie", name: { zh: "Cookie", en: "Cookie" } };
