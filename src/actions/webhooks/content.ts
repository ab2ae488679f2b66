import { standingActor } from "../../access/index.ts";
import { shownIdentity } from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { readIdentities } from "../../identity/index.ts";
import { formatInstant, type Actor } from "../../kernel/index.ts";
import { movesOf } from "../../membership/index.ts";
import { segmentMovesOf } from "../../segments/index.ts";
import { tagFaces } from "../../tags/index.ts";
import { combinationOf, MOST_CHANGES } from "./plan.ts";
import type { DeliveryRow, WebhookRow } from "./rows.ts";

/** One change as a receiver reads it. */
interface Change {
  readonly customer: number;
  readonly move: "entered" | "left";
  readonly tag?: { readonly code: string; readonly name: object };
  readonly segment?: { readonly id: string; readonly name: string };
  /** The tier entered or left; null for other kinds. */
  readonly value: string | null;
  readonly at: string;
  readonly cause: string;
}

/** The body of a delivery, the same in every try but for identities that changed meanwhile. */
export async function contentOf(ctx: Ctx, webhook: WebhookRow, delivery: DeliveryRow): Promise<string> {
  const changes = delivery.kind === "test" ? sample(ctx) : await changesOf(ctx, webhook, delivery);
  const owner = await standingActor(ctx.records, {
    kind: webhook.owner_kind as Actor["kind"],
    id: webhook.owner,
    name: webhook.owner_name,
  });
  const identities = await readIdentities({ ctx, input: [...new Set(changes.map(({ customer }) => customer))] });
  return JSON.stringify({
    delivery: delivery.id,
    type: delivery.kind,
    webhook: { id: webhook.id, name: webhook.name },
    workspace: ctx.workspace.id,
    evaluation: delivery.evaluation,
    part: delivery.part,
    parts: delivery.parts,
    changes: changes.map((change) => ({
      ...change,
      identities: (identities.get(change.customer) ?? []).map((identity) => shownIdentity({ actor: owner }, identity)),
    })),
  });
}

async function changesOf(ctx: Ctx, webhook: WebhookRow, { evaluation, part }: DeliveryRow): Promise<Change[]> {
  const page = { from: (part - 1) * MOST_CHANGES, limit: MOST_CHANGES };
  if (webhook.segment !== null) {
    const where = await combinationOf(ctx, webhook.segment);
    if (where === null) return [];
    const name = (await ctx.records.selectFrom("segments").select("name").where("id", "=", webhook.segment).executeTakeFirst())?.name;
    const segment = { id: webhook.segment, name: name ?? webhook.segment };
    const moves = await segmentMovesOf(ctx, { where, entered: webhook.entered, left: webhook.left }, evaluation!, page);
    return moves.map(({ customer, move, at, cause }) => ({ customer, move, segment, value: null, at, cause }));
  }
  const faces = await tagFaces(ctx);
  const moves = await movesOf(ctx, webhook, evaluation!, page);
  return moves.flatMap(({ customer, move, tag, value, at, cause }) => {
    const face = faces.get(tag);
    if (!face) return [];
    return [{ customer, move, tag: { code: face.code, name: face.name }, value: face.kind === "tiered" ? value : null, at, cause }];
  });
}

/** What a test speaks of: a customer there is not. */
function sample(ctx: Ctx): Change[] {
  const tag = { code: "example", name: { zh: "示例标签", en: "Example" } };
  return [{ customer: 0, move: "entered", tag, value: null, at: formatInstant(ctx.clock()), cause: "test" }];
}
