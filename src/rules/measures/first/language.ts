import { pickLanguage, type Pick } from "../pick.ts";

export type First = Pick<"first">;

export const firstLanguage = pickLanguage("first", { zh: "首次的", en: "first" });
