import { grantOf, type GrantRow } from "../../access/index.ts";
import type { GrantShape } from "../../contract/index.ts";
import type { Records, RecordsTx } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import { grantNames } from "./grantNames.ts";

/** Grants in the form of the API. */
export async function shownGrants(records: Records | RecordsTx, rows: readonly GrantRow[]): Promise<GrantShape[]> {
  const grants = rows.map(grantOf);
  const names = await grantNames(records, grants);
  return grants.map(({ id, subject, object, action, effect }, index) => ({
    id,
    subject: { kind: subject.kind, ...names.bareSubject(subject) },
    object: { kind: object.kind, ...names.bareObject(object) },
    action,
    effect,
    createdAt: formatInstant(rows[index]!.created_at.getTime()),
    createdBy: rows[index]!.created_by_name,
  }));
}
