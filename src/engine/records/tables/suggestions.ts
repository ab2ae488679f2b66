import type { Generated } from "kysely";
import type { Stamp, MaybeJson, MaybeStamp } from "./columns.ts";

export interface ReplacedTag {
  readonly tag: number;
  readonly reason: string | null;
  /** An instant in milliseconds. */
  readonly until: number | null;
}

export interface SuggestionTables {
  suggestions: {
    id: Generated<number>;
    /** `tags.id`, the number of the fact store. */
    tag: number;
    /** The number at the time; a merge may have made it another customer's. */
    customer: number;
    source: "person" | "program";
    /** The id and name of who suggested it. */
    actor: string;
    actor_name: string;
    /** 0 to 100; null: not said. */
    confidence: number | null;
    reason: string | null;
    created_at: Stamp;
    /** From this instant on nobody is asked any more. */
    open_until: MaybeStamp;
    state: "open" | "accepted" | "rejected";
    decided_at: MaybeStamp;
    decided_by: string | null;
    rejection: string | null;
    /** Words of who decided. */
    note: string | null;
    /** Whether accepting gave the customer the tag, so that taking it back removes it. */
    added: Generated<boolean>;
    /** Other tags of an exclusive group that accepting took off, with what was stored about them. */
    replaced: MaybeJson<ReplacedTag[]>;
  };
}
