import type { TagPolicy } from "../../access/index.ts";
import { dependenciesOf, type Rule, type SegmentRef } from "../../rules/index.ts";
import type { TagRecord, TagSet } from "../definition.ts";
import { groupsFrom, tagPlace } from "../grants/tagPlace.ts";
import type { TagGroups } from "../groups/tagGroups.ts";
import { redactor } from "./redact.ts";

/** A set of tags that hides some of all tags. */
export interface VisibleTags extends TagSet {
  /** All tags, with which rules are evaluated. Nothing of it stands in an answer. */
  readonly all: TagSet;
  /** Codes of the tags that are hidden. */
  readonly hidden: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The tags that a policy lets one see. A rule that reads a hidden tag keeps its tree, which is needed to evaluate, but its text shows the
 * condition as hidden. Segments that read a hidden tag, and groups with nothing to see, are gone.
 */
export function limitTags(set: TagSet, policy: TagPolicy): VisibleTags {
  const hidden = policy.seesAll
    ? NOTHING
    : new Set([...set.tags.values()].filter((tag) => !policy.can("see", tagPlace(set.groups, tag)).allowed).map(({ code }) => code));
  return hidden.size === 0 && policy.seesAll ? { ...set, all: set, hidden } : without(set, hidden, policy);
}

function without(set: TagSet, hidden: ReadonlySet<string>, policy: TagPolicy): VisibleTags {
  const segments = new Map([...set.segments].filter(([, segment]) => !readsAny(segment.of, hidden)));
  const redact = redactor(set, hidden, segments);
  const tags = new Map([...set.tags].flatMap(([code, tag]) => (hidden.has(code) ? [] : [[code, redact(tag)] as const])));
  const refs = new Map([...set.refs].filter(([code]) => !hidden.has(code)));
  return { tags, refs, segments, groups: groupsSeen(set.groups, tags.values(), policy), all: set, hidden };
}

function readsAny(rule: SegmentRef["of"], hidden: ReadonlySet<string>): boolean {
  const dependencies = dependenciesOf({ kind: "rule", rule: rule as Rule });
  return dependencies.some((dependency) => dependency.kind === "tag" && hidden.has(dependency.tag));
}

/** Groups that the policy shows, and those above a tag that it shows. */
export function groupsSeen(groups: TagGroups, tags: Iterable<Pick<TagRecord, "groupId">>, policy: TagPolicy): TagGroups {
  if (policy.seesAll) return groups;
  const seen = new Set([...tags].flatMap(({ groupId }) => groupsFrom(groups, groupId)));
  for (const id of groups.keys()) {
    const above = groupsFrom(groups, id);
    if (policy.can("see", { id: null, groups: above }).allowed) for (const one of above) seen.add(one);
  }
  return new Map([...groups].filter(([id]) => seen.has(id)));
}
