import type { Selectable } from "kysely";
import { standingActor } from "../../access/index.ts";
import type { DeliveryShape, WebhookShape, WebhookTypeName } from "../../contract/index.ts";
import type { Ctx, Records, RecordsTx, RecordTables } from "../../engine/index.ts";
import { formatInstant, problem, type Actor, type Instant } from "../../kernel/index.ts";
import { describeSubjects } from "./subjects/index.ts";

export type WebhookRow = Selectable<RecordTables["webhooks"]>;
export type DeliveryRow = Selectable<RecordTables["deliveries"]>;

/** The webhook with this id or name. @throws WEBHOOK_NOT_FOUND */
export async function webhookRow(records: Records | RecordsTx, webhook: string): Promise<WebhookRow> {
  const rows = await records
    .selectFrom("webhooks")
    .selectAll()
    .where((where) => where.or([where("id", "=", webhook), where("name", "=", webhook)]))
    .execute();
  const row = rows.find(({ id }) => id === webhook) ?? rows[0];
  if (!row) throw problem("WEBHOOK_NOT_FOUND", { webhook });
  return row;
}

/** Whoever created the webhook, or took it over, with their present rights: what they may not see is not sent. */
export function ownerOf(records: Records, { owner, owner_kind, owner_name }: WebhookRow): Promise<Actor> {
  return standingActor(records, { kind: owner_kind as Actor["kind"], id: owner, name: owner_name });
}

/** Webhooks in the form of the API, with the state of their deliveries. */
export async function describeWebhooks(ctx: Ctx, rows: readonly WebhookRow[]): Promise<WebhookShape[]> {
  if (rows.length === 0) return [];
  const counts = await ctx.records
    .selectFrom("deliveries")
    .select(({ fn }) => ["webhook", "state", fn.countAll<number>().as("count")])
    .where("state", "in", ["waiting", "dead"])
    .where("test", "=", false)
    .groupBy(["webhook", "state"])
    .execute();
  const count = (webhook: string, state: string) =>
    Number(counts.find((each) => each.webhook === webhook && each.state === state)?.count ?? 0);
  const describe = await describeSubjects(ctx);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    ...describe(row),
    types: row.types as WebhookTypeName[],
    state: row.state,
    prefix: row.prefix,
    previousSecret: previousOf(row, ctx.clock()),
    owner: row.owner_name,
    createdAt: stamp(row.created_at)!,
    waiting: count(row.id, "waiting"),
    dead: count(row.id, "dead"),
    failures: row.failures,
    nextTryAt: row.failures > 0 ? stamp(row.next_at) : null,
    lastDeliveredAt: stamp(row.delivered_at),
  }));
}

export async function shown(ctx: Ctx, webhook: string): Promise<WebhookShape> {
  const [shape] = await describeWebhooks(ctx, [await webhookRow(ctx.records, webhook)]);
  return shape!;
}

function previousOf({ previous_prefix: prefix, previous_until: until }: WebhookRow, now: Instant): WebhookShape["previousSecret"] {
  return prefix !== null && until !== null && until.getTime() > now ? { prefix, until: formatInstant(until.getTime()) } : null;
}

export function deliveryOf(row: DeliveryRow, { next_at, failures }: Pick<WebhookRow, "next_at" | "failures">): DeliveryShape {
  return {
    id: row.id,
    type: row.type as WebhookTypeName,
    test: row.test,
    state: row.state,
    sequence: row.evaluation,
    part: row.part,
    parts: row.parts,
    changes: row.changes,
    attempts: row.attempts,
    status: row.status,
    milliseconds: row.milliseconds,
    problem: row.problem,
    createdAt: stamp(row.created_at)!,
    triedAt: stamp(row.tried_at),
    nextTryAt: row.state === "waiting" && failures > 0 ? stamp(next_at) : null,
  };
}

function stamp(at: Date | null): string | null {
  return at && formatInstant(at.getTime());
}
