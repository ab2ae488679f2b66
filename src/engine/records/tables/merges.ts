import type { Generated } from "kysely";
import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** An identity as two words of the records. */
type Identity = { platform: string; external: string };

export interface MergeTables {
  /** Customers that became one, and customers that were split off. */
  merges: {
    id: Generated<number>;
    /** merge: `lost` became `kept`. split: `lost` was split off from `kept`. */
    kind: "merge" | "split";
    kept: number;
    lost: number;
    at: Stamp;
    batch: number;
    /** links: identities seen together. person: somebody's word. race: two processes had numbered one identity. */
    cause: "links" | "person" | "race";
    actor: string;
    reason: string | null;
    /** The pairs that led to it, some of them. */
    links: Json<{ pairs: { a: Identity; b: Identity }[] }>;
    /** The identities of `lost` at that time. */
    identities: Json<Identity[]>;
    /** What went along from the lost customer, to be given back: static tags it had, those that only it had, and overrides. */
    carried: MaybeJson<{
      had: number[];
      gave: number[];
      /** Absent in merges from before groups of tags could be exclusive. */
      dropped?: number[] | undefined;
      took?: number[] | undefined;
      overrides: number[];
      ended: number[];
      created: string | null;
    }>;
    /** Of a split: whom tags given by hand and overrides go to, as a person chose. */
    choices: MaybeJson<{ tag: number; to: "stay" | "leave" | "both" }[]>;
    /** Rows, tags and overrides have followed. */
    reconciled: Generated<boolean>;
    undone_at: MaybeStamp;
    undone_by: string | null;
  };
  /** Identities that left a customer whose rows they may have brought. */
  departed_identities: {
    customer: number;
    platform: string;
    external: string;
    /** Rows were moved; batches up to this number were being written then and may have added some since. Null: not yet moved. */
    waits_for_batch: number | null;
  };
  /** What people said of pairs of identities. */
  identity_decisions: {
    id: number;
    pairs: Json<{ a: Identity; b: Identity; joined: boolean }[]>;
    reason: string;
    actor: string;
    at: Stamp;
    choices: MaybeJson<{ tag: number; to: "stay" | "leave" | "both" }[]>;
    applied: Generated<boolean>;
  };
  /** What a person should look at. `subject` and `object` are identities as `platform external`. */
  identity_reviews: {
    id: Generated<number>;
    /** clash: two strong ids that links would join. shared: an identity between too many. many: one with too many of platform `object`. */
    kind: "clash" | "shared" | "many";
    subject: string;
    object: string;
    count: number;
    links: Json<{ pairs: { a: Identity; b: Identity }[] }>;
    state: Generated<"open" | "kept">;
    opened_at: Stamp;
    decided_at: MaybeStamp;
    decided_by: string | null;
    reason: string | null;
  };
}
