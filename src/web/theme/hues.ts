import type { TagColor } from "../../contract/index.ts";
import { hexOfOklch } from "./contrast.ts";
import type { Scheme } from "./palette.ts";

/** Twelve hues spread over the OKLCH circle; each tag colour of the contract is one of them. */
export const HUES: Readonly<Record<TagColor, number>> = {
  red: 25,
  orange: 48,
  amber: 68,
  gold: 90,
  lime: 122,
  green: 150,
  teal: 180,
  cyan: 212,
  blue: 248,
  indigo: 276,
  purple: 306,
  pink: 352,
};

interface Level {
  readonly lightness: number;
  readonly chroma: number;
}

/** All hues have the same lightness, so that no tag stands out: one for the dot, one for the chip's background. */
const LEVELS: Readonly<Record<Scheme, { readonly dot: Level; readonly tint: Level; readonly edge: Level }>> = {
  light: { dot: { lightness: 0.6, chroma: 0.14 }, tint: { lightness: 0.965, chroma: 0.018 }, edge: { lightness: 0.88, chroma: 0.045 } },
  dark: { dot: { lightness: 0.74, chroma: 0.13 }, tint: { lightness: 0.285, chroma: 0.03 }, edge: { lightness: 0.4, chroma: 0.05 } },
};

/** The three colours of a chip, as `#rrggbb`. */
export function chipColors(color: TagColor, scheme: Scheme): { dot: string; tint: string; edge: string } {
  const hue = HUES[color];
  const { dot, tint, edge } = LEVELS[scheme];
  return {
    dot: hexOfOklch(dot.lightness, dot.chroma, hue),
    tint: hexOfOklch(tint.lightness, tint.chroma, hue),
    edge: hexOfOklch(edge.lightness, edge.chroma, hue),
  };
}
