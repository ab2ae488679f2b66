import { pickLanguage, type Pick } from "../pick.ts";

export type Last = Pick<"last">;

export const lastLanguage = pickLanguage("last", { zh: "最近一次的", en: "last" });
