import { expect, test } from "vitest";
import type { Why, WhyNode } from "../../contract/index.ts";
import { painter } from "./colour.ts";
import { workspaceClock } from "./time.ts";
import { whyLines } from "./why.ts";

const text = (words: string) => ({ zh: words, en: words });
const leaf = (sentence: string, tag: string | null): WhyNode => ({
  kind: "leaf",
  leaf: tag === null ? "event" : "tag",
  pass: true,
  sentence: text(sentence),
  observed: null,
  wanted: null,
  ratio: null,
  events: [],
  tag,
  children: [],
  omitted: 0,
});

test("a tag that the reasons name twice is printed once, and what is left out is said", () => {
  const face = { kind: "rule", color: "gold" } as const;
  const named = { ...face, has: true, value: null, overridden: false };
  const why: Why = {
    customer: 1,
    tag: { code: "best", name: text("Best"), ...face },
    asOf: "2026-01-15T04:00:00.000Z",
    has: true,
    value: null,
    ruled: { has: true, value: null },
    override: null,
    assignment: null,
    member: true,
    since: null,
    author: null,
    sentence: text("best of all"),
    trees: [
      {
        value: null,
        pass: true,
        tree: {
          ...leaf("", null),
          kind: "all",
          leaf: null,
          children: [leaf("has the tag Big", "big"), leaf("has the tag Big", "big")],
          omitted: 3,
        },
      },
    ],
    tags: [
      { code: "big", name: text("Big"), ...named, trees: [{ value: null, pass: true, tree: leaf("orders ≥ 1", null) }] },
      { code: "far", name: text("Far"), ...named, trees: null },
    ],
  };
  const lines = whyLines(why, { lang: "en", paint: painter(false), say: ({ en }) => en }, workspaceClock("UTC"));
  expect(lines.slice(4)).toEqual([
    "✓ all of",
    "  ✓ has the tag Big",
    "  ✓ has the tag Big",
    "  3 more conditions are not shown: the answer would be too long",
    "",
    "✓ Big  big",
    "  ✓ orders ≥ 1",
    "",
    "✓ Far  far",
    "  too long to show here; ask for it alone: tagwise why … far",
  ]);
});
