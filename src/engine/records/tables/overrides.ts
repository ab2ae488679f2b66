import type { Generated } from "kysely";
import type { MaybeStamp, Stamp } from "./columns.ts";

export interface OverrideTables {
  overrides: {
    id: Generated<number>;
    /** `tags.id`, the number of the fact store. */
    tag: number;
    customer: number;
    /** The tier; null for a rule tag, and for an override out of every tier. */
    value: string | null;
    direction: "in" | "out";
    reason: string;
    /** The name of who overridden. */
    actor: string;
    created_at: Stamp;
    /** Of a static tag: what was said when it was put on or taken off. Its membership is in the members; only the end is followed. */
    assignment: Generated<boolean>;
    /** From this instant on the override does not hold any more. */
    expires_at: MaybeStamp;
    removed_at: MaybeStamp;
    /** The bulk assignment that stored the assignment, and the one that ended it. */
    begun_in: Generated<number | null>;
    ended_in: Generated<number | null>;
  };
}
