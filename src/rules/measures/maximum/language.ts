import { extremeLanguage, type Extreme } from "../extreme.ts";

export type Maximum = Extreme<"maximum">;

export const maximumLanguage = extremeLanguage("maximum", "最大值");
