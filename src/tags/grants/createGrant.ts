import { audit, departmentIn, personRow, readDepartments, writeGrant, type Grant } from "../../access/index.ts";
import type { GrantEffect, GrantShape, PersonRole, TagAction } from "../../contract/index.ts";
import type { Ctx, RecordsTx, Verb } from "../../engine/index.ts";
import { newId, problem, requirePermission } from "../../kernel/index.ts";
import { findGroup } from "../groups/findGroup.ts";
import { lockGroups } from "../groups/lockGroups.ts";
import { findTag, loadTags } from "../load.ts";
import { shownGrants } from "./shownGrant.ts";

export interface CreateGrant {
  readonly subject: { readonly role: PersonRole } | { readonly department: string } | { readonly person: string };
  readonly object: { readonly tag: string } | { readonly group: string } | { readonly workspace: true };
  readonly action: TagAction;
  readonly effect: GrantEffect;
}

/**
 * Allows or denies something. A grant of the same subject, object and action is replaced. It takes effect with the next request, in every
 * process. @throws TAG_NOT_FOUND, TAG_GROUP_NOT_FOUND, PERSON_NOT_FOUND, DEPARTMENT_NOT_FOUND, DEPARTMENT_AMBIGUOUS, GRANT_ADMINISTRATOR
 */
export async function createGrant({ ctx, input }: Verb<CreateGrant>): Promise<GrantShape> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    const object = await objectOf(tx, ctx, input.object);
    const subject = await subjectOf(tx, input.subject);
    const { action, effect } = input;
    const values = {
      id: newId(ctx.clock()),
      subject_kind: subject.kind,
      subject: subject.id,
      tag: object.kind === "tag" ? object.id : null,
      tag_group: object.kind === "group" ? object.id : null,
      action,
      effect,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
      created_at: new Date(ctx.clock()),
    };
    const { before, row } = await writeGrant(tx, values);
    if (before?.effect !== effect)
      await audit(tx, ctx, "grant.create", {
        grant: row.id,
        subject,
        object,
        action,
        before: before ? { effect: before.effect } : null,
        after: { effect },
      });
    return (await shownGrants(tx, [row]))[0]!;
  });
}

/** The lock keeps a group until the grant on it is stored. */
async function objectOf(tx: RecordsTx, ctx: Ctx, object: CreateGrant["object"]): Promise<Grant["object"]> {
  if ("workspace" in object) return { kind: "workspace" };
  if ("group" in object) return { kind: "group", id: findGroup(await lockGroups(tx), object.group).id };
  return { kind: "tag", id: findTag(await loadTags({ ctx, records: tx }), object.tag).id };
}

async function subjectOf(tx: RecordsTx, subject: CreateGrant["subject"]): Promise<Grant["subject"]> {
  if ("person" in subject) return { kind: "person", id: (await personRow(tx, subject.person)).id };
  if ("department" in subject) return { kind: "department", id: departmentIn(await readDepartments(tx), subject.department).id };
  if (subject.role === "administrator") throw problem("GRANT_ADMINISTRATOR", {});
  return { kind: "role", id: subject.role };
}
