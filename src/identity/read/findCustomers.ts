import { auditLookups, countLookups } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { literal } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { aliasesOf } from "./alias.ts";
import { keyOf, lookupOwners } from "../../matching/index.ts";
import { identityForm, platformOf } from "../../identifiers/index.ts";

const LARGEST_CUSTOMER = 0xffff_ffff;

/**
 * The customer of a reference `123`, `crm:12346` or `taobao:小红`; the number of a merged customer leads to the customer it belongs to now.
 * The caller checks the permission: a reference alone shows nothing. Look-ups of contacts and accounts by users who see masks are counted.
 * @throws CUSTOMER_NOT_FOUND, LOOKUPS_LIMITED
 */
export async function findCustomer({ ctx, input: ref }: { ctx: Ctx; input: string }): Promise<number> {
  const found = (await findCustomers({ ctx, input: [ref] })).get(ref);
  if (found === undefined) throw problem("CUSTOMER_NOT_FOUND", { ref });
  return found;
}

/** The same for many references in two queries; references without a customer are absent. */
export async function findCustomers({ ctx, input: refs }: { ctx: Ctx; input: readonly string[] }): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>();
  const identities = new Map<string, { platform: string; external: string }>();
  for (const ref of refs) {
    const colon = ref.indexOf(":");
    if (colon < 0) {
      const number = /^\s*\d{1,10}\s*$/.test(ref) ? Number(ref) : 0;
      if (number >= 1 && number <= LARGEST_CUSTOMER) numbers.set(ref, number);
    } else {
      const identity = identityForm({ platform: ref.slice(0, colon), external: ref.slice(colon + 1) });
      if (identity) identities.set(ref, identity);
    }
  }
  const guesses = [...identities].filter(([, { platform }]) => platformOf(platform)?.kind !== "number");
  await countLookups(
    ctx,
    guesses.map(([, identity]) => keyOf(identity)),
  );
  const aliases = await aliasesOf(ctx, [...numbers.values()]);
  for (const [ref, number] of numbers) numbers.set(ref, aliases.get(number) ?? number);
  const existing = await existingCustomers(ctx, [...numbers.values()]);
  const erasing = await erasedCustomers(ctx);
  const pointed = await lookupOwners(ctx, [...identities.values()], "interactive");
  const found = new Map<string, number>();
  for (const ref of refs) {
    const number = numbers.get(ref);
    const identity = identities.get(ref);
    const customer = number === undefined ? identity && pointed.get(keyOf(identity))?.customer : existing.has(number) ? number : undefined;
    // A customer whose erasure has begun is not found: otherwise half of its data would be shown.
    if (customer !== undefined && !erasing.has(customer)) found.set(ref, customer);
  }
  await auditLookups(
    ctx,
    guesses.map(([, { platform }]) => platform),
    guesses.flatMap(([ref]) => found.get(ref) ?? []),
  );
  return found;
}

/** Customers whose erasure has begun and not ended; mostly none. */
async function erasedCustomers({ records }: Pick<Ctx, "records">): Promise<ReadonlySet<number>> {
  const rows = await records.selectFrom("erasures").select("customer").where("ended_at", "is", null).execute();
  return new Set(rows.map(({ customer }) => Number(customer)));
}

async function existingCustomers({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<ReadonlySet<number>> {
  if (numbers.length === 0) return new Set();
  const rows = await facts.rows<{ customer: number }>(
    `SELECT DISTINCT customer FROM customers WHERE customer IN (${numbers.map(literal.integer).join(", ")}) ORDER BY customer`,
  );
  return new Set(rows.map((row) => row.customer));
}
