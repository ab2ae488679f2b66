import type { PlatformFacts } from "./platform.ts";

export const anonymousPlatform: PlatformFacts = { code: "anonymous", name: { zh: "匿名", en: "Anonymous" } };
