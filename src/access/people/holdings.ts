import type { Ctx, Records, RecordsTx, Verb } from "../../engine/index.ts";
import { requirePermission, type Use } from "../../kernel/index.ts";
import { personRow } from "./rows.ts";

/** A person as an owner of things. */
export interface Owner {
  readonly id: string;
  readonly login: string;
  readonly name: string;
}

/** One kind of thing that people own. The room of the thing implements it; app/holdings.ts lists all. */
export interface HoldingKind {
  list(records: Records | RecordsTx, owner: Owner): Promise<readonly Use[]>;
  /** In the transaction that disables `from`. */
  handOver(tx: RecordsTx, ctx: Ctx, from: Owner, to: Owner): Promise<void>;
}

export interface ListHoldings {
  readonly person: string;
  readonly kinds: readonly HoldingKind[];
}

/** What a person owns. @throws PERSON_NOT_FOUND */
export async function listHoldings({ ctx, input }: Verb<ListHoldings>): Promise<{ items: Use[] }> {
  requirePermission(ctx, "team.manage");
  return { items: await holdingsOf(ctx.records, input.kinds, await personRow(ctx.records, input.person)) };
}

export async function holdingsOf(records: Records | RecordsTx, kinds: readonly HoldingKind[], owner: Owner): Promise<Use[]> {
  const uses: Use[] = [];
  for (const kind of kinds) uses.push(...(await kind.list(records, owner)));
  return uses;
}
