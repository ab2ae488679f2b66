import { attributeRun } from "./attribute/run.ts";
import { consentRun } from "./consent/run.ts";
import { cycleRun } from "./cycle/run.ts";
import { eventRun } from "./event/run.ts";
import { metricRun } from "./metric/run.ts";
import { rankRun } from "./rank/run.ts";
import { segmentRun } from "./segment/run.ts";
import { sequenceRun } from "./sequence/run.ts";
import { tagRun } from "./tag/run.ts";
import { trendRun } from "./trend/run.ts";
import type { Leaf } from "../language/ast.ts";
import type { LeafRun } from "./leafRun.ts";

const RUNS: { readonly [K in Leaf["kind"]]: LeafRun<Extract<Leaf, { kind: K }>> } = {
  attribute: attributeRun,
  consent: consentRun,
  cycle: cycleRun,
  event: eventRun,
  metric: metricRun,
  rank: rankRun,
  segment: segmentRun,
  sequence: sequenceRun,
  tag: tagRun,
  trend: trendRun,
};

/** What evaluates a leaf of this kind. */
export function runOfLeaf<L extends Leaf>(leaf: L): LeafRun<L> {
  return RUNS[leaf.kind] as unknown as LeafRun<L>;
}
