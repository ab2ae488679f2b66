import { can, personRow, readDepartments, readGrants, standingActor, subjectOf } from "../../access/index.ts";
import { TAG_ACTIONS, type ExplainedGrants } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { findTag, loadTags } from "../load.ts";
import { becauseText } from "./becauseText.ts";
import { grantNames } from "./grantNames.ts";
import { tagPlace } from "./tagPlace.ts";

/** What a person may do with a tag now, and which rule decides. @throws TAG_NOT_FOUND, PERSON_NOT_FOUND */
export async function explainGrants({ ctx, input }: Verb<{ tag: string; person: string }>): Promise<ExplainedGrants> {
  requirePermission(ctx, "team.manage");
  const set = await loadTags({ ctx });
  const tag = findTag(set, input.tag);
  const { id, login, name } = await personRow(ctx.records, input.person);
  const actor = await standingActor(ctx.records, { kind: "person", id, name });
  const [grants, departments] = await Promise.all([readGrants(ctx.records), readDepartments(ctx.records)]);
  const subject = subjectOf(actor, departments);
  const names = await grantNames(ctx.records, grants);
  return {
    person: { id, login, name },
    tag: { code: tag.code, name: tag.name },
    actions: TAG_ACTIONS.map((action) => {
      const { allowed, because } = can(subject, grants, action, tagPlace(set.groups, tag));
      return { action, allowed, because: becauseText(because, names), grant: because.kind === "grant" ? because.grant.id : null };
    }),
  };
}
