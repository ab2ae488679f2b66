import type { PlatformFacts } from "./platform.ts";

export const webPlatform: PlatformFacts = { code: "web", name: { zh: "网站", en: "Web" } };
