import type { ColumnType, Generated } from "kysely";
import type { Text } from "../../../kernel/index.ts";

type Json<T> = ColumnType<T, string, string>;
type Stamp = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export interface TagTables {
  tags: {
    /** The number that stands for the tag in the fact store. */
    id: number;
    code: string;
    kind: string;
    name: Json<Text>;
    /** Null: in no group. */
    group_id: number | null;
    /** Other names, by which a search finds it. */
    aliases: ColumnType<string[], string | undefined, string>;
    color: string;
    state: string;
    /** Since when it is in this state. */
    state_at: Stamp;
    /** Goes up with every change of its words, rule or state. */
    revision: Generated<number>;
    /** What it says about a customer, in a sentence. */
    meaning: string | null;
    owner: string | null;
    sensitivity: string;
    unit: string | null;
    criteria: string | null;
    purpose: string | null;
    review: string | null;
    notes: string | null;
    /** The part that decides the tag: its kind and the keys of that kind. */
    definition: Json<Record<string, unknown>>;
    version: number;
    /** Its place within its group. */
    position: number;
    evaluated_at: MaybeStamp;
    failure: ColumnType<{ at: string; code: string; zh: string; en: string } | null, string | null, string | null>;
    created_at: Stamp;
    updated_at: Stamp;
  };
  tag_groups: {
    id: number;
    parent: number | null;
    name: Json<Text>;
    color: string | null;
    description: string | null;
    owner: string | null;
    /** Its place among the groups of its parent. */
    position: number;
    exclusive: Generated<string>;
    /** Whether changes of its tags need an approval: `inherited` from the group above, `needed` or `free`. */
    approval: Generated<string>;
    created_at: Stamp;
    updated_at: Stamp;
  };
  tag_versions: { tag: number; version: number; definition: Json<Record<string, unknown>>; actor: string; at: Stamp };
  /** `combination`: a tree of the codes of tags (rules/language/ast.ts). */
  segments: { id: string; name: string; combination: Json<unknown>; created_by: string; created_at: Stamp };
  evaluations: {
    id: Generated<number>;
    kind: string;
    as_of: Stamp;
    state: string;
    started_at: Stamp;
    ended_at: MaybeStamp;
    milliseconds: number | null;
    failed_tags: number;
    /** The fencing number of the lease that it runs under. */
    fence: Generated<number>;
  };
}
