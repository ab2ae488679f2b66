import type { PlatformFacts } from "./platform.ts";

export const jdPlatform: PlatformFacts = { code: "jd", name: { zh: "京东", en: "JD" }, aliases: ["京东"], headings: /京东|^jd([ _-]|$)/i };
