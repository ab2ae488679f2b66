import type { InvitationShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { describeInvitations } from "./rows.ts";

/** The newest of all invitations that are listed. */
const LISTED_ROWS = 1_000;

/** Invitations, newest first: all of the last 1,000, or those that can still be accepted. */
export async function listInvitations({ ctx, input }: Verb<{ state: "open" | "all" }>): Promise<{ items: InvitationShape[] }> {
  requirePermission(ctx, "team.manage");
  const rows = await ctx.records.selectFrom("invitations").selectAll().orderBy("id", "desc").limit(LISTED_ROWS).execute();
  const items = await describeInvitations(ctx.records, rows, ctx.clock());
  return { items: input.state === "open" ? items.filter(({ state }) => state === "open") : items };
}
