import { audit, SYSTEM } from "../../access/index.ts";
import { readCatalogue } from "../../catalogue/index.ts";
import { checked } from "../../customers/index.ts";
import type { Verb } from "../../engine/index.ts";
import { findCustomer, readIdentities } from "../../identity/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { sendMessages } from "../stream/index.ts";
import { readCustomerMessage } from "./customer.ts";
import type { Reading } from "./read.ts";

export interface SetCustomer {
  /** The customer's number or an identity. */
  readonly customer: string;
  readonly identities?: unknown;
  readonly attributes?: unknown;
  readonly at?: unknown;
}

/**
 * Sets some attributes of an existing customer. Null clears an attribute, other attributes stay. New identities are attached.
 * @throws CUSTOMER_NOT_FOUND, INPUT_INVALID with an issue for each field, STREAM_FULL
 */
export async function setCustomer({ ctx, input }: Verb<SetCustomer>): Promise<{ customer: number; added: boolean }> {
  requirePermission(ctx, "customer.edit");
  const customer = await findCustomer({ ctx, input: input.customer });
  const placeholders = await readPlaceholders(ctx);
  // An identity that became a placeholder later names nobody: the message would set attributes of another customer.
  const own = ((await readIdentities({ ctx, input: [customer] })).get(customer) ?? []).find((each) => !placeholders.has(each));
  if (!own) throw problem("CUSTOMER_NOT_FOUND", { ref: input.customer });
  const { customer: _, ...fields } = input;
  const message = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const reading: Reading = {
    now: ctx.clock(),
    timezone: ctx.workspace.timezone,
    issues: [],
    warnings: [],
    placeholders,
  };
  const parsed = readCustomerMessage(message, await readCatalogue({ ctx }), reading, true);
  if (reading.issues.length > 0)
    throw problem("INPUT_INVALID", { issues: reading.issues.map((issue) => ({ ...issue, path: `body.${issue.path}` })) });
  const identities = parsed.identities.some(({ platform, external }) => platform === own.platform && external === own.external)
    ? parsed.identities
    : [own, ...parsed.identities];
  // sendMessages needs `data.send`. A caller with `customer.edit` may write this one customer without it, so the system actor sends.
  const sent = await sendMessages({ ctx: { ...ctx, actor: SYSTEM }, input: { customers: [checked({ ...parsed, identities })] } });
  const outcome = sent.customers[0]!;
  if (outcome.kind === "rejected") throw problem("INPUT_INVALID", { issues: [outcome.issue] });
  await ctx.records
    .transaction()
    .execute((tx) =>
      audit(tx, ctx, "customer.set", { customer, attributes: Object.keys(parsed.attributes), identities: parsed.identities.length }),
    );
  return { customer: outcome.customer, added: outcome.added };
}
