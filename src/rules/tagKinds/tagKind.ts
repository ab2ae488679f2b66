import type { Text } from "../../kernel/index.ts";
import type { EventMeasure, Rule, TagRule } from "../language/ast.ts";
import type { Keys } from "../language/schema.ts";
import type { Reading, Scope, TagRef } from "../language/scope.ts";

export type TagWords = Pick<Scope, "catalogue" | "tags" | "timezone">;

/** A condition of a tag: the whole rule of a rule tag, one for each tier of a tiered tag. */
export interface TagCondition {
  /** Where the condition stands in the definition: `rule`, `values[0].rule`. */
  readonly path: string;
  /** The tier that it decides; null for a tag without tiers. */
  readonly value: string | null;
  readonly rule: Rule;
}

/** A kind of tag: how its definition is read and worded, and what evaluations need of it. Runs in the browser. */
export interface TagKindLanguage<T extends Pick<TagRule, "kind"> = TagRule> {
  /** The keys of a definition that decide the tag, for editors. The first one shows the kind where `kind` is not written. */
  readonly keys: Keys;
  read(raw: Record<string, unknown>, path: string, reading: Reading): T | undefined;
  /** The tag in words; null when people decide. `phrase` gives the words of a condition. */
  words(tag: T, words: TagWords, phrase: (rule: Rule) => Text): Text | null;
  /** Its conditions in order: the first that holds decides. */
  conditions(tag: T): readonly TagCondition[];
  /** The tier of customers for whom no condition holds. */
  otherwise(tag: T): string | null;
  /** What it measures, for a tag with a value of each customer. */
  measure(tag: T): EventMeasure | null;
  /** What rules of other tags know of it, from a definition that may be invalid. `read` gives the tag if it is valid. */
  referred(source: Readonly<Record<string, unknown>>, read: () => TagRule | undefined): Pick<TagRef, "values" | "measure">;
}

/** The parts of a kind that has no tiers and no measure. */
export const NEITHER = { otherwise: () => null, measure: () => null, referred: () => ({ values: [] }) } as const;
