import { expect, test } from "vitest";
import type { Pass } from "../rules/index.ts";
import { inPairs, type Piece } from "./passPieces.ts";

const universe = { customers: 1_000_000, highest: 1_200_000 };
const whole = { from: 0, below: universe.highest + 1 };
const piece = (name: string, reach: Piece["reach"] = whole): Piece => ({
  pass: { name } as unknown as Pass,
  population: { kind: "everybody" },
  reach,
});

test("the last of an odd number of pieces is run as two, which concern each customer once", () => {
  const pieces = [piece("a"), piece("b"), piece("c")];
  const paired = inPairs(pieces, universe);
  expect(paired.slice(0, 2)).toEqual(pieces.slice(0, 2));
  const [one, other] = paired.slice(2).map(({ pass, population }) => ({ pass, population }));
  expect([one!.pass, other!.pass]).toEqual([pieces[2]!.pass, pieces[2]!.pass]);
  const middle = (whole.below + 1) / 2;
  expect([one!.population, other!.population]).toEqual([
    { kind: "span", from: 0, below: Math.floor(middle) },
    { kind: "span", from: Math.floor(middle), below: whole.below },
  ]);
});

test("pieces stay as they are: one alone, an even number, few customers, and a last one that compares customers", () => {
  const odd = [piece("a"), piece("b"), piece("c")];
  for (const [pieces, all] of [
    [odd.slice(0, 1), universe],
    [odd.slice(0, 2), universe],
    [odd, { customers: 1_000, highest: 1_000 }],
    [odd, null],
    [[...odd.slice(0, 2), piece("ranks", null)], universe],
  ] as const)
    expect(inPairs(pieces, all)).toEqual(pieces);
});
