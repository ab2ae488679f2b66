import type { PlatformFacts } from "./platform.ts";

/** The platform of the previous id in an `alias` call, whose kind is not known yet (identity/read/aliasCounterparts.ts). */
export const aliasPlatform: PlatformFacts = { code: "alias", name: { zh: "此前的编号", en: "Earlier id" } };
