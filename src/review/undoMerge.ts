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
  /** For a merge: the customer that gets each assignment and override. Default: the customer it came from. */
  readonly tags?: SplitChoices | undefined;
}

/**
 * Undoes a merge: its identities leave again with all rows they brought before and since; assignments and overrides go back. Undoing a
 * split merges the two customers again.
 * @throws MERGE_NOT_FOUND, MERGE_UNDONE, SPLIT_NOTHING, SPLIT_ALL; for a split MERGE_SAME if both are one customer already,
 * CUSTOMER_NAMELESS if one has no identity left
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

/** A merge or split that is not undone, with today's numbers of its customers. @throws MERGE_NOT_FOUND, MERGE_UNDONE */
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
