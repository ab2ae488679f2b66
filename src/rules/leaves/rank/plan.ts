import type { RankLeaf, Rule } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Source } from "../../plan/types.ts";
import { fractionIn, knownIn } from "../event/plan.ts";

/** `planInner` plans the rule that selects the ranked customers; its leaves come before the rank's own. */
export function planRank(leaf: RankLeaf, builder: Builder, planInner: (rule: Rule) => Formula): Formula {
  const { window, event } = leaf.of;
  const among = leaf.among === null ? null : planInner(leaf.among);
  const source: Source = { kind: "ranked", event, since: window.kind === "since" ? window.anchor : null, among };
  const value = fractionIn(leaf.of, builder, source);
  const known = knownIn(leaf.of, builder, source);
  const rank = builder.measure(source, { kind: "rank", value, known, side: leaf.side });
  const ranked = builder.measure(source, { kind: "ranked", known });
  return builder.leaf(source, { kind: "rank", rank, ranked, limit: leaf.limit }, false);
}
