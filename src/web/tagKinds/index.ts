import type { TagKindName } from "../../kernel/index.ts";
import { metricWeb } from "./metric.ts";
import { ruleWeb } from "./rule.ts";
import { staticWeb } from "./static.ts";
import { tieredWeb } from "./tiered.ts";
import type { WebTagKind } from "./webTagKind.ts";

const WEB_TAG_KINDS: Readonly<Record<TagKindName, WebTagKind>> = {
  static: staticWeb,
  rule: ruleWeb,
  tiered: tieredWeb,
  metric: metricWeb,
};

export function webTagKind(kind: TagKindName): WebTagKind {
  return WEB_TAG_KINDS[kind];
}
