import { metricKind } from "./metric.ts";
import { ruleKind } from "./rule.ts";
import { staticKind } from "./static.ts";
import type { TagKindFacts } from "./tagKind.ts";
import { tieredKind } from "./tiered.ts";

/** The kinds of tags, in the order of lists for people. */
const TAG_KINDS = { static: staticKind, rule: ruleKind, tiered: tieredKind, metric: metricKind } as const satisfies Record<
  string,
  TagKindFacts
>;

export type TagKindName = keyof typeof TAG_KINDS;

export const TAG_KIND_NAMES = Object.keys(TAG_KINDS) as readonly TagKindName[] as readonly [TagKindName, ...TagKindName[]];

export function tagKind(kind: TagKindName): TagKindFacts {
  return TAG_KINDS[kind];
}

/** The kinds whose tags people, programs and imports assign. */
export const ASSIGNED_TAG_KINDS: readonly TagKindName[] = TAG_KIND_NAMES.filter((kind) => TAG_KINDS[kind].isAssigned);

export type { TagKindFacts };
