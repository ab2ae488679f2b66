import type { TagColor } from "../../contract/index.ts";

const CODES = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33", cyan: "36" } as const;

/** Tags' hues in the 256 colours that every terminal has. */
const HUES: Record<TagColor, number> = {
  red: 167,
  orange: 173,
  amber: 179,
  gold: 178,
  lime: 149,
  green: 71,
  teal: 36,
  cyan: 44,
  blue: 68,
  indigo: 62,
  purple: 134,
  pink: 175,
};

export type Style = keyof typeof CODES | TagColor;

/** Puts a style around text, or leaves it alone where there are no colours. */
export type Paint = (text: string, ...styles: readonly (Style | undefined)[]) => string;

export function painter(colours: boolean): Paint {
  if (!colours) return (text) => text;
  return (text, ...styles) =>
    styles.reduce<string>((painted, style) => (style ? `\u001b[${codeOf(style)}m${painted}\u001b[0m` : painted), text);
}

function codeOf(style: Style): string {
  // `red` and `green` are signs here before they are hues; `cyan` likewise.
  return style in CODES ? CODES[style as keyof typeof CODES] : `38;5;${HUES[style as TagColor]}`;
}

/** Whether a stream shows colours: https://no-color.org, FORCE_COLOR, a terminal that can. */
export function hasColours(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
