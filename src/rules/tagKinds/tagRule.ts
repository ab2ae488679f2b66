import type { MetricTag } from "./metric.ts";
import type { RuleTag } from "./rule.ts";
import type { StaticTag } from "./static.ts";
import type { TieredTag } from "./tiered.ts";

/** What decides a tag, after checks. A new kind needs a file here and one in kernel/tagKinds, a line in each list, and its texts. */
export type TagRule = StaticTag | RuleTag | TieredTag | MetricTag;
