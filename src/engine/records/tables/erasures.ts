import type { Generated } from "kysely";
import type { MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

export interface ErasureTables {
  /** Customers that are being erased, or were. What is open is finished by the next start. */
  erasures: {
    id: Generated<number>;
    customer: number;
    /** Who it was, for what else names them; null before they are known and, for good, when it has ended. */
    identities: MaybeJson<{ platform: string; external: string }[]>;
    actor: string;
    requested_at: Stamp;
    ended_at: MaybeStamp;
    /** How much there was. */
    result: MaybeJson<{ customer: number; identities: number; events: number; attributes: number }>;
  };
}
