import { extremeLanguage, type Extreme } from "../extreme.ts";

export type Minimum = Extreme<"minimum">;

export const minimumLanguage = extremeLanguage("minimum", "最小值");
