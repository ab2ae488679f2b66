import type { Identity } from "../contract/index.ts";
import { factsInstant, takeNumbers, type Ctx, type Verb } from "../engine/index.ts";
import { requirePermission, type Instant } from "../kernel/index.ts";
import { keyOf, lookupIdentities } from "./lookup.ts";
import { normaliseIdentity } from "./normalise.ts";
import { partition } from "./partition.ts";
import { platformOf } from "./platforms.ts";
import { serially } from "./serial.ts";

export interface ResolveInput {
  /** The identities of each entry, in any form. */
  readonly keys: readonly (readonly Identity[])[];
  /** When the identities became known. */
  readonly at: Instant;
  /** Number of the import or request, from the counter `batch`. */
  readonly batch: number;
}

/** An entry whose identities point at two customers: `kept` got it, the identities of `other` stay where they were. */
export interface IdentityConflict {
  readonly identities: readonly Identity[];
  readonly kept: number;
  readonly other: number;
}

export interface Resolved {
  /** The customer of each entry; 0 where no identity is usable. */
  readonly customers: Uint32Array;
  /** Numbers from here on are customers that this call made. */
  readonly firstNew: number;
  readonly created: number;
  readonly attached: number;
  /** How many entries clash, and the first hundred of them. */
  readonly conflicts: number;
  readonly conflictSamples: readonly IdentityConflict[];
}

/** The customers that entries are about. Unknown identities make customers or are attached to the entry's; the same call twice adds nothing. */
export async function resolveIdentities({ ctx, input }: Verb<ResolveInput>): Promise<Resolved> {
  requirePermission(ctx, "data.send");
  const keys = input.keys.map((entry) => entry.map(normaliseIdentity).filter((identity) => identity !== undefined));
  return resolveNormalised(ctx, { ...input, keys });
}

const SAMPLES = 100;
const NOBODY = 0xffff_ffff;

/** The same for identities in their one form. */
export async function resolveNormalised(ctx: Pick<Ctx, "records" | "facts">, { keys: given, at, batch }: ResolveInput): Promise<Resolved> {
  const { keys, entries } = indexKeys(given);
  // Entries without a usable identity are parts of nothing.
  const filled = entries.filter((entry) => entry.length > 0);
  return serially(ctx.facts, "identities", async () => {
    const known = await lookupIdentities(ctx, keys, "ingest");
    const parts = partition({
      keys: keys.length,
      entries: filled,
      owner: (key) => known.get(keyOf(keys[key]!)) ?? 0,
      byTrust: (a, b) => compareTrust(keys[a]!, keys[b]!),
    });

    const fresh = new Map<number, number>();
    const customers = new Uint32Array(entries.length);
    let index = 0;
    const partAt: number[] = entries.map((entry) => (entry.length > 0 ? parts.partOf(index++) : -1));
    for (const part of partAt) if (part >= 0 && parts.customerOf(part) === 0 && !fresh.has(part)) fresh.set(part, fresh.size);
    const firstNew = fresh.size > 0 ? await takeNumbers(ctx.records, "customer", fresh.size) : NOBODY;
    const numberOf = (part: number) => parts.customerOf(part) || firstNew + fresh.get(part)!;
    for (const [entry, part] of partAt.entries()) if (part >= 0) customers[entry] = numberOf(part);

    const instant = factsInstant(at);
    const attached = keys
      .map((key, place) => ({ key, place }))
      .filter(({ key }) => !known.has(keyOf(key)))
      .map(({ key, place }) => ({ ...key, customer: numberOf(parts.partOfKey(place)), since: instant, batch }));
    const made = Array.from(fresh.values(), (offset) => ({ customer: firstNew + offset, created: instant, batch }));
    // Customers first: an identity must never point outside the universe, whatever stops this process.
    if (made.length > 0) await ctx.facts.insert("customers", made);
    if (attached.length > 0) await ctx.facts.insert("identities", attached);

    const clashing = new Set(parts.clashes.map((clash) => clash.entry));
    return {
      customers,
      firstNew,
      created: made.length,
      attached: attached.length,
      conflicts: clashing.size,
      conflictSamples: parts.clashes
        .slice(0, SAMPLES)
        .map(({ entry, kept, other }) => ({ identities: filled[entry]!.map((key) => keys[key]!), kept, other })),
    };
  });
}

/** Distinct identities, and each entry as places in their list. */
function indexKeys(given: readonly (readonly Identity[])[]): { keys: Identity[]; entries: number[][] } {
  const places = new Map<string, number>();
  const keys: Identity[] = [];
  const entries = given.map((entry) =>
    entry.map((identity) => {
      const text = keyOf(identity);
      let place = places.get(text);
      if (place === undefined) {
        place = keys.length;
        places.set(text, place);
        keys.push({ platform: identity.platform, external: identity.external });
      }
      return place;
    }),
  );
  return { keys, entries };
}

/** The most trusted first; platforms of equal trust and ids by their text, so that the order never depends on arrival. */
export function compareTrust(a: Identity, b: Identity): number {
  return trustOf(a.platform) - trustOf(b.platform) || compareText(a.platform, b.platform) || compareText(a.external, b.external);
}

function trustOf(platform: string): number {
  return platformOf(platform)?.trust ?? Number.MAX_SAFE_INTEGER;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
