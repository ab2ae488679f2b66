import type { Selectable } from "kysely";
import { PersonRole, type InvitationShape } from "../../contract/index.ts";
import type { Records, RecordsTx, RecordTables } from "../../engine/index.ts";
import { formatInstant, problem, type Actor, type Instant } from "../../kernel/index.ts";
import { standingActor } from "../actors/standingActor.ts";
import { departmentsAbove, readDepartments } from "../departments/tree.ts";

export type InvitationRow = Selectable<RecordTables["invitations"]>;
type State = InvitationShape["state"];

/** An invitation holds only while its creator may invite: otherwise a former administrator could come back by a link of their own. */
async function creatorMayInvite(records: Records | RecordsTx, row: InvitationRow): Promise<boolean> {
  const { creator_kind, creator: id, creator_name: name } = row;
  const creator = await standingActor(records, { kind: creator_kind as Actor["kind"], id, name });
  return creator.permissions.has("team.manage");
}

async function stateOf(records: Records | RecordsTx, row: InvitationRow, now: Instant): Promise<State> {
  if (row.used_at) return "used";
  if (row.withdrawn_at) return "withdrawn";
  if (row.expires_at.getTime() <= now) return "expired";
  return (await creatorMayInvite(records, row)) ? "open" : "withdrawn";
}

/** @throws INVITATION_USED, INVITATION_WITHDRAWN, INVITATION_EXPIRED */
export async function requireOpen(records: Records | RecordsTx, row: InvitationRow, now: Instant): Promise<void> {
  switch (await stateOf(records, row, now)) {
    case "open":
      return;
    case "used":
      throw problem("INVITATION_USED", {});
    case "withdrawn":
      throw problem("INVITATION_WITHDRAWN", {});
    case "expired":
      throw problem("INVITATION_EXPIRED", { at: formatInstant(row.expires_at.getTime()).slice(0, 10) });
  }
}

/** Invitations in the form of the API. */
export async function describeInvitations(
  records: Records | RecordsTx,
  rows: readonly InvitationRow[],
  now: Instant,
): Promise<InvitationShape[]> {
  if (rows.length === 0) return [];
  const tree = await readDepartments(records);
  const accepted = rows.flatMap(({ used_by }) => used_by ?? []);
  const people =
    accepted.length === 0 ? [] : await records.selectFrom("people").select(["id", "name"]).where("id", "in", accepted).execute();
  const shapes: InvitationShape[] = [];
  for (const row of rows)
    shapes.push({
      id: row.id,
      name: row.name,
      role: PersonRole.parse(row.role),
      departments: departmentsAbove(tree, row.department)
        .toReversed()
        .map(({ id, name }) => ({ id, name })),
      createdAt: formatInstant(row.created_at.getTime()),
      createdBy: row.creator_name,
      endsAt: formatInstant(row.expires_at.getTime()),
      state: await stateOf(records, row, now),
      usedAt: row.used_at && formatInstant(row.used_at.getTime()),
      usedBy: people.find(({ id }) => id === row.used_by) ?? null,
    });
  return shapes;
}
