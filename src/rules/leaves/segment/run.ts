import type { SegmentLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";

export const segmentRun: LeafRun<SegmentLeaf> = {
  plan: (leaf, _builder, planInner) => planInner(leaf.of),
  interpret: (leaf, { customer, holds }) => holds(leaf.of, customer),
};
