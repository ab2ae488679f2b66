import { pickLanguage, type Pick } from "../pick.ts";

export type MostFrequent = Pick<"mostFrequent">;

export const mostFrequentLanguage = pickLanguage("mostFrequent", { zh: "最常见的", en: "most frequent" });
