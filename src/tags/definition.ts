import type { TagColor, TagKind } from "../contract/index.ts";
import type { Issue, Text } from "../kernel/index.ts";
import type { SegmentRef, TagRef, TagRule } from "../rules/index.ts";

/** A validated tag definition. */
export interface TagDefinition {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagKind;
  readonly group: readonly string[];
  readonly color: TagColor;
  readonly state: "published" | "paused";
  readonly owner: string | null;
  readonly sensitivity: "ordinary" | "personal" | "sensitive";
  readonly unit: string | null;
  readonly criteria: string | null;
  readonly purpose: string | null;
  readonly review: "monthly" | "quarterly" | "half-yearly" | null;
  /** The definition as written, for display, versions and export. */
  readonly source: Readonly<Record<string, unknown>>;
  readonly rule: TagRule;
}

/** A stored tag: a definition with number, version and state. */
export interface TagRecord extends Omit<TagDefinition, "rule" | "state"> {
  /** The tag's number in the fact store. */
  readonly id: number;
  readonly state: "published" | "paused" | "retired";
  readonly version: number;
  readonly position: number;
  readonly evaluatedAt: Date | null;
  readonly failure: { readonly at: string; readonly code: string; readonly zh: string; readonly en: string } | null;
  /** Null if the definition is no longer valid (something it names is gone); `issues` has the reasons. */
  readonly rule: TagRule | null;
  readonly issues: readonly Issue[];
}

/** All tags together, for rules that name them. Retired tags are left out. */
export interface TagSet {
  readonly tags: ReadonlyMap<string, TagRecord>;
  readonly refs: ReadonlyMap<string, TagRef>;
  /** Saved segments by id. */
  readonly segments: ReadonlyMap<string, SegmentRef>;
}
