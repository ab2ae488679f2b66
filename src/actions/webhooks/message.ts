import { webhookTypeOf, type WebhookTypeName } from "../../contract/index.ts";
import { shownIdentity } from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { readIdentities } from "../../identity/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import { CHANGES_PER_DELIVERY } from "./planDeliveries.ts";
import { ownerOf, type DeliveryRow, type WebhookRow } from "./rows.ts";
import { subjectKind, type Change } from "./subjects/index.ts";

/** The body of a delivery. Every attempt has the same body, except for identities that changed meanwhile. */
export async function messageOf(ctx: Ctx, webhook: WebhookRow, delivery: DeliveryRow): Promise<string> {
  const type = webhookTypeOf(delivery.type as WebhookTypeName);
  const owner = { ...ctx, actor: await ownerOf(ctx.records, webhook) };
  const { at, changes } = await changesOf(owner, delivery);
  return JSON.stringify({
    type: type.type,
    version: type.version,
    timestamp: at ?? formatInstant(delivery.created_at.getTime()),
    test: delivery.test,
    workspace: ctx.workspace.id,
    webhook: { id: webhook.id, name: webhook.name },
    sequence: delivery.evaluation ?? 0,
    part: delivery.part,
    parts: delivery.parts,
    data: { changes: delivery.test ? changes : await withIdentities(owner, changes) },
  });
}

async function changesOf(ctx: Ctx, { type: name, subject, evaluation, first, test }: DeliveryRow) {
  const type = name as WebhookTypeName;
  if (test || evaluation === null) return { at: null, changes: [await sampleOf(ctx, subject, type)] };
  return subjectKind(subject).read(ctx, subject, type, evaluation, { from: first, limit: CHANGES_PER_DELIVERY });
}

/** A sample message of the type; its customer does not exist: number 0 and identity `example` name nobody. */
async function sampleOf(ctx: Ctx, subject: DeliveryRow["subject"], type: WebhookTypeName): Promise<Change> {
  const { changes } = webhookTypeOf(type).example as { readonly changes: readonly [Change] };
  const identities = [{ platform: "crm", external: "example" }];
  return { ...changes[0], ...(await subjectKind(subject).sample(ctx, subject, type)), customer: 0, identities };
}

/** The changes, with the identities that the webhook's creator may see today. */
async function withIdentities(ctx: Ctx, changes: readonly Change[]): Promise<object[]> {
  const identities = await readIdentities({ ctx, input: [...new Set(changes.map(({ customer }) => customer))] });
  return changes.map((change) => ({
    ...change,
    identities: (identities.get(change.customer) ?? []).map((identity) => shownIdentity(ctx, identity)),
  }));
}
