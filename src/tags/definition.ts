import type { TagColor, TagKind } from "../contract/index.ts";
import type { Issue, Text } from "../kernel/index.ts";
import type { SegmentRef, TagRef, TagRule } from "../rules/index.ts";
import type { TagGroups } from "./groups/tagGroups.ts";

/** A validated tag definition. */
export interface TagDefinition {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagKind;
  /** Names of the groups from the root down, as written: in either language, perhaps of groups that do not exist yet. */
  readonly group: readonly string[];
  readonly color: TagColor;
  readonly state: "published" | "paused";
  readonly owner: string | null;
  readonly sensitivity: "ordinary" | "personal" | "sensitive";
  readonly unit: string | null;
  /** What it says about a customer, in a sentence. */
  readonly meaning: string | null;
  readonly criteria: string | null;
  readonly purpose: string | null;
  readonly review: "monthly" | "quarterly" | "half-yearly" | null;
  /** Other names, by which a search finds the tag. */
  readonly aliases: readonly string[];
  readonly notes: string | null;
  /** The part that decides the tag: its kind and the keys of that kind, as written. A version holds this part. */
  readonly source: Readonly<Record<string, unknown>>;
  readonly rule: TagRule;
}

/** A stored tag: a definition with number, version and state. */
export interface TagRecord extends Omit<TagDefinition, "rule" | "state" | "group"> {
  /** The tag's number in the fact store. */
  readonly id: number;
  readonly state: "published" | "paused" | "retired";
  /** The group that it is in; null: none. */
  readonly groupId: number | null;
  /** Names of the groups from the root down. */
  readonly group: readonly Text[];
  readonly stateAt: Date;
  /** Goes up with every change of its words, rule or state. */
  readonly revision: number;
  /** Goes up when the deciding part changes; not when the tag is renamed or moved. */
  readonly version: number;
  /** Its place among all tags in the order of the tree. */
  readonly position: number;
  readonly evaluatedAt: Date | null;
  readonly failure: { readonly at: string; readonly code: string; readonly zh: string; readonly en: string } | null;
  /** Null if the definition is no longer valid (something it names is gone); `issues` has the reasons. */
  readonly rule: TagRule | null;
  readonly issues: readonly Issue[];
  /** True if `source` leaves out conditions that the actor may not see (visible/limitTags.ts). */
  readonly readsHidden?: boolean | undefined;
}

/** All tags together, for rules that name them. Retired tags are left out. */
export interface TagSet {
  readonly tags: ReadonlyMap<string, TagRecord>;
  readonly refs: ReadonlyMap<string, TagRef>;
  /** The groups by number, in the order of the tree. */
  readonly groups: TagGroups;
  /** Saved segments by id. */
  readonly segments: ReadonlyMap<string, SegmentRef>;
}
