import { auditLookups, countLookups } from "../../access/index.ts";
import { cacheKind, gather, versionOf, type Ctx, sql } from "../../engine/index.ts";
import { literal } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { currentOwners } from "../inMemory/identitiesInMemory.ts";
import { aliasesOf } from "./alias.ts";
import { identityOf, keyOf } from "../../matching/index.ts";
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
  const [existing, erasing, pointed] = await Promise.all([
    existingCustomers(ctx, [...numbers.values()]),
    erasedCustomers(ctx),
    pointedCustomers(ctx, [...identities.values()].map(keyOf)),
  ]);
  const found = new Map<string, number>();
  for (const ref of refs) {
    const number = numbers.get(ref);
    const identity = identities.get(ref);
    const customer = number === undefined ? identity && pointed.get(keyOf(identity)) : existing.has(number) ? number : undefined;
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

const OWNERS = cacheKind<(key: string) => Promise<number | undefined>>("identity.ownerQuestions", "process");
/** A list of more references is a question of its own: nobody should wait for it. */
const MOST_GATHERED = 20;

/** The customers that identities point at, by their text; few of them share one query with other requests of the moment. */
async function pointedCustomers({ facts, caches, memoryBytes }: Ctx, keys: readonly string[]) {
  const stores = { facts, caches, memoryBytes };
  const look = async (texts: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const owners = await currentOwners(stores, texts.map(identityOf), "interactive");
    return new Map([...owners].map(([key, { customer }]) => [key, customer]));
  };
  if (keys.length > MOST_GATHERED) return look(keys);
  const ask = caches.getOr(OWNERS, () => gather(look));
  const found = await Promise.all(keys.map(async (key) => [key, await ask(key)] as const));
  return new Map(found.flatMap(([key, customer]) => (customer === undefined ? [] : [[key, customer] as const])));
}

/** Compared with the version of the erasures at each use. */
const ERASING = cacheKind<{ readonly version: number; readonly customers: ReadonlySet<number> }>("identity.erasing", "version");

/** Customers whose erasure has begun and not ended; mostly none. */
async function erasedCustomers({ records, caches }: Pick<Ctx, "records" | "caches">): Promise<ReadonlySet<number>> {
  // Asked before the rows: what is read may be newer than its version, never older.
  const version = await versionOf({ records, caches }, "erasures");
  const known = caches.get(ERASING);
  if (known?.version === version) return known.customers;
  const rows = await records.selectFrom("erasures").select("customer").where("ended_at", "is", null).execute();
  const customers = new Set(rows.map(({ customer }) => Number(customer)));
  caches.set(ERASING, { version, customers });
  return customers;
}

async function existingCustomers({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<ReadonlySet<number>> {
  if (numbers.length === 0) return new Set();
  const rows = await facts.rows<{ customer: number }>(
    sql`
      SELECT DISTINCT customer
      FROM customers
      WHERE customer IN (${sql.join(numbers.map(literal.integer))})
      ORDER BY customer
    `,
  );
  return new Set(rows.map((row) => row.customer));
}
