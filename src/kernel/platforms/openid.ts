import type { PlatformFacts } from "./platform.ts";

export const openidPlatform: PlatformFacts = { code: "openid", name: { zh: "OpenID", en: "OpenID" }, headings: /^openid$/i };
