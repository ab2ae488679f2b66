import { expect, test } from "vitest";
import { TAG_COLORS } from "../../contract/index.ts";
import { contrast } from "./contrast.ts";
import { chipColors } from "./hues.ts";
import { paletteOf, type Scheme } from "./palette.ts";

const schemes: Scheme[] = ["light", "dark"];

test.each(schemes)("%s: every text colour reads at 4.5:1 on paper, surface and raised", (scheme) => {
  const p = paletteOf(scheme);
  for (const ground of [p.paper, p.surface, p.raised]) {
    for (const text of [p.ink, p.ink2, p.ink3, p.accent, p.amber, p.red]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(schemes)("%s: what is written on a filled or soft colour reads at 4.5:1", (scheme) => {
  const p = paletteOf(scheme);
  expect(contrast(p.onAccent, p.accentFill)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(p.accent, p.accentSoft)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(p.amber, p.amberSoft)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(p.red, p.redSoft)).toBeGreaterThanOrEqual(4.5);
});

test.each(schemes)("%s: each of the twelve chips has readable text and a dot that stands out at 3:1", (scheme) => {
  const p = paletteOf(scheme);
  for (const color of TAG_COLORS) {
    const { dot, tint } = chipColors(color, scheme);
    expect(contrast(p.ink, tint), color).toBeGreaterThanOrEqual(7);
    expect(contrast(p.ink3, tint), color).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dot, tint), color).toBeGreaterThanOrEqual(3);
  }
});

test.each(schemes)("%s: the dots of all hues are of one lightness", (scheme) => {
  const p = paletteOf(scheme);
  const ratios = TAG_COLORS.map((color) => contrast(chipColors(color, scheme).dot, p.surface));
  expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.35);
});
