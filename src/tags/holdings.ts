import { sql as recordsSql } from "kysely";
import type { HoldingKind, Owner } from "../access/index.ts";
import type { Records, RecordsTx } from "../engine/index.ts";

/** Tags name their owner in words: by login, or by name where only one person has it. */
export const tagHoldings: HoldingKind = {
  async list(records, owner) {
    const rows = await records
      .selectFrom("tags")
      .select(["code", "name"])
      .where(isOneOf(await namesOf(records, owner)))
      .orderBy("position")
      .execute();
    return rows.map(({ code, name }) => ({ kind: "tag", id: code, name }));
  },
  async handOver(tx, ctx, from, to) {
    const [heir = to.login] = await namesOf(tx, to);
    await tx
      .updateTable("tags")
      .set({
        owner: heir,
        // The stored document names the owner too; else the next apply would see a change.
        definition: recordsSql`case when definition ? 'owner' then jsonb_set(definition, '{owner}', to_jsonb(${heir}::text)) else definition end`,
        updated_at: new Date(ctx.clock()),
      })
      .where(isOneOf(await namesOf(tx, from)))
      .execute();
  },
};

/** What tags may call this person. A name that another active person has is left out: their tags would be taken for this person's. */
async function namesOf(records: Records | RecordsTx, { id, login, name }: Owner): Promise<string[]> {
  const namesake = await records
    .selectFrom("people")
    .select("id")
    .where("id", "!=", id)
    .where("disabled_at", "is", null)
    .where(({ or }) => or([isNamed("name", [name]), isNamed("login", [name])]))
    .executeTakeFirst();
  return namesake ? [login] : [name, login];
}

function isOneOf(names: readonly string[]) {
  return recordsSql<boolean>`state <> 'retired' and ${isNamed("owner", names)}`;
}

/** In any case and width. */
function isNamed(column: string, names: readonly string[]) {
  const folded = [...new Set(names.map((text) => text.normalize("NFKC").trim().toLowerCase()))];
  return recordsSql<boolean>`lower(trim(normalize(${recordsSql.ref(column)}, NFKC))) in (${recordsSql.join(folded)})`;
}
