import type { Insertable, Selectable } from "kysely";
import { sql as recordsSql } from "kysely";
import type { Records, RecordsTx, RecordTables } from "../../engine/index.ts";
import type { Grant } from "../policies/tag.ts";

export type GrantRow = Selectable<RecordTables["grants"]>;

export async function readGrants(records: Records | RecordsTx): Promise<Grant[]> {
  return (await readGrantRows(records)).map(grantOf);
}

/** All grants, oldest first. */
export async function readGrantRows(records: Records | RecordsTx): Promise<GrantRow[]> {
  return records.selectFrom("grants").selectAll().orderBy("created_at").orderBy("id").execute();
}

export function grantOf({ id, subject_kind, subject, tag, tag_group, action, effect }: GrantRow): Grant {
  const object: Grant["object"] =
    tag !== null ? { kind: "tag", id: tag } : tag_group !== null ? { kind: "group", id: tag_group } : { kind: "workspace" };
  return { id, subject: { kind: subject_kind, id: subject }, object, action, effect };
}

/** Stores a grant. One of the same subject, object and action is replaced, and keeps its id. `before`: as it was, undefined if there was none. */
export async function writeGrant(
  tx: RecordsTx,
  grant: Insertable<RecordTables["grants"]>,
): Promise<{ row: GrantRow; before: GrantRow | undefined }> {
  // Without the lock, two writers of the same grant would both find none, and the second would fail.
  await recordsSql`lock table grants in share row exclusive mode`.execute(tx);
  const before = (await readGrantRows(tx)).find(
    (row) =>
      row.subject_kind === grant.subject_kind &&
      row.subject === grant.subject &&
      row.tag === grant.tag &&
      row.tag_group === grant.tag_group &&
      row.action === grant.action,
  );
  if (before?.effect === grant.effect) return { row: before, before };
  const { effect, created_at, created_by, created_by_name } = grant;
  const row = before
    ? await tx
        .updateTable("grants")
        .set({ effect, created_at: created_at!, created_by, created_by_name })
        .where("id", "=", before.id)
        .returningAll()
        .executeTakeFirstOrThrow()
    : await tx.insertInto("grants").values(grant).returningAll().executeTakeFirstOrThrow();
  return { row, before };
}

export async function deleteGrant(tx: RecordsTx, id: string): Promise<GrantRow | undefined> {
  return tx.deleteFrom("grants").where("id", "=", id).returningAll().executeTakeFirst();
}

/** Of a department that is removed. */
export async function deleteGrantsOf(tx: RecordsTx, subject: Grant["subject"]): Promise<GrantRow[]> {
  return tx.deleteFrom("grants").where("subject_kind", "=", subject.kind).where("subject", "=", subject.id).returningAll().execute();
}
