import { TAG_COLORS } from "../../contract/index.ts";
import { chipColors } from "./hues.ts";
import { FONT, MONO, paletteOf, type Scheme } from "./palette.ts";

/** Every CSS variable of a theme: `--ink2`, `--shadow1`, `--tag-red-dot` … */
export function variablesOf(scheme: Scheme): Record<string, string> {
  const variables: Record<string, string> = { "--font": FONT, "--mono": MONO };
  for (const [name, value] of Object.entries(paletteOf(scheme))) variables[`--${name}`] = value;
  for (const color of TAG_COLORS) {
    for (const [part, value] of Object.entries(chipColors(color, scheme))) variables[`--tag-${color}-${part}`] = value;
  }
  return variables;
}

/** Applies a theme to the document through the style object, which the strict content security policy allows. */
export function putOn(scheme: Scheme): void {
  const root = document.documentElement;
  root.dataset["theme"] = scheme;
  root.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(variablesOf(scheme))) root.style.setProperty(name, value);
}
