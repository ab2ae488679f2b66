import { keyHoldings, type HoldingKind } from "../access/index.ts";
import { webhookHoldings } from "../actions/index.ts";
import { sourceHoldings } from "../sources/index.ts";
import { tagHoldings } from "../tags/index.ts";

/** Everything that a person may own. */
export const HOLDING_KINDS: readonly HoldingKind[] = [tagHoldings, webhookHoldings, sourceHoldings, keyHoldings];
