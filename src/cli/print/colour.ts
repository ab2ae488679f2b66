import { styleText } from "node:util";
import type { TagColor } from "../../contract/index.ts";

const STYLES = ["bold", "dim", "red", "green", "yellow", "cyan"] as const;

/** The colours of tags in the 256-colour palette of terminals. */
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

export type Style = (typeof STYLES)[number] | TagColor;

/** Styles text, or returns it unchanged without colours. */
export type Paint = (text: string, ...styles: readonly (Style | undefined)[]) => string;

export function painter(colours: boolean): Paint {
  if (!colours) return (text) => text;
  return (text, ...styles) => styles.reduce<string>((painted, style) => (style ? styled(painted, style) : painted), text);
}

/** `red`, `green` and `cyan` are status colours here. Tag colours need the 256-colour palette, which `styleText` lacks. */
function styled(text: string, style: Style): string {
  const sign = STYLES.find((one) => one === style);
  return sign ? styleText(sign, text, { validateStream: false }) : `\u001b[38;5;${HUES[style as TagColor]}m${text}\u001b[39m`;
}

/** Whether a stream shows colours: https://no-color.org, FORCE_COLOR, a terminal that can. */
export function hasColours(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
