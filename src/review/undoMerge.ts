import { audit } from "../access/index.ts";
import type { CustomersChanged, SplitChoices } from "../contract/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { aliasesOf, noteMergeUndone } from "../identity/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { joinCustomers } from "./joinCustomers.ts";
import { splitOff } from "./splitOff.ts";

export interface UndoMerge {
  readonly merge: number;
  readonly reason: string;
  /** Of a merge: whom tags given by hand and overrides go to, where that is not whom they came from. */
  readonly tags?: SplitChoices | undefined;
}

/**
 * Undoes a merge: the identities that came with it leave again, with every row they brought before and since; tags given by hand and overrides
 * go back. Undoes a split: what was split off is one customer with the other again. @throws MERGE_NOT_FOUND, MERGE_UNDONE, SPLIT_NOTHING,
 * SPLIT_ALL; of a split MERGE_SAME when both are one already, CUSTOMER_NAMELESS when one of them is no more
 */
export async function undoMerge({ ctx, input }: Verb<UndoMerge>): Promise<CustomersChanged> {
  requirePermission(ctx, "customer.edit");
  const { merge, reason, tags } = input;
  const row = await undoable(ctx, merge);
  if (row.kind === "merge") return splitOff(ctx, { customer: row.kept, leaving: row.identities, reason, tags, action: "customer.unmerge" });
  return joinCustomers(ctx, row.kept, row.lost, {
    reason,
    also: async (tx, decision) => {
      await noteMergeUndone(tx, merge, { by: ctx.actor.name, at: ctx.clock() });
      await audit(tx, ctx, "customer.unsplit", { customers: [row.kept, row.lost], reason, decision });
    },
  });
}

/** A merge or a split that was not undone: its customers under their numbers of today. @throws MERGE_NOT_FOUND, MERGE_UNDONE */
export async function undoable(ctx: Pick<Ctx, "records">, merge: number) {
  const row = await ctx.records.selectFrom("merges").selectAll().where("id", "=", merge).executeTakeFirst();
  if (!row) throw problem("MERGE_NOT_FOUND", { merge });
  if (row.undone_at) throw problem("MERGE_UNDONE", { merge });
  const [kept, lost] = [Number(row.kept), Number(row.lost)];
  const today = await aliasesOf(ctx, [kept, lost]);
  const now = (customer: number) => today.get(customer) ?? customer;
  return {
    kind: row.kind,
    identities: row.identities,
    kept: row.kind === "merge" ? (today.get(lost) ?? kept) : now(kept),
    lost: now(lost),
  };
}
