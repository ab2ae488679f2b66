import type { PlatformFacts } from "./platform.ts";

export const userPlatform: PlatformFacts = { code: "user", name: { zh: "用户号", en: "User" } };
