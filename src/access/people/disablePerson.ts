import type { PersonShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission, type Use } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { holdingsOf, type HoldingKind } from "./holdings.ts";
import { keepAdministrator, lockPeople, personRow, shownPerson } from "./rows.ts";

export interface DisablePerson {
  /** An id or a login, as is `handOverTo`. */
  readonly person: string;
  readonly handOverTo?: string | undefined;
  readonly kinds: readonly HoldingKind[];
}

/**
 * Ends a person's sessions for good and hands over what the person owns. Their name stays in the history.
 * @throws PERSON_NOT_FOUND, LAST_ADMINISTRATOR, PERSON_OWNS without a new owner, HAND_OVER_IMPOSSIBLE
 */
export async function disablePerson({ ctx, input }: Verb<DisablePerson>): Promise<{ person: PersonShape; handedOver: Use[] }> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    await lockPeople(tx);
    const row = await personRow(tx, input.person);
    await keepAdministrator(tx, row);
    const owned = await holdingsOf(tx, input.kinds, row);
    const heir = input.handOverTo === undefined ? undefined : await personRow(tx, input.handOverTo);
    if (heir && (heir.id === row.id || heir.disabled_at !== null)) throw problem("HAND_OVER_IMPOSSIBLE", { name: heir.name });
    if (owned.length > 0 && !heir) throw problem("PERSON_OWNS", { name: row.name, uses: owned });
    if (heir) for (const kind of input.kinds) await kind.handOver(tx, ctx, row, heir);
    if (row.disabled_at === null)
      await tx
        .updateTable("people")
        .set({ disabled_at: new Date(ctx.clock()) })
        .where("id", "=", row.id)
        .execute();
    await tx.deleteFrom("sessions").where("person", "=", row.id).execute();
    await audit(tx, ctx, "person.disable", {
      person: row.id,
      login: row.login,
      ...(heir && { handedOverTo: { id: heir.id, login: heir.login }, handedOver: owned.map(({ kind, id }) => ({ kind, id })) }),
    });
    return { person: await shownPerson(tx, row.id), handedOver: heir ? owned : [] };
  });
}
