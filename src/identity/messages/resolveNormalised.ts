import type { Identity } from "../../contract/index.ts";
import { factsInstant, takeNumbers, type Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { writeChange } from "../changes/writeChange.ts";
import { claimOf } from "../read/claims.ts";
import { healRaces } from "../changes/healRaces.ts";
import { meetings, type Meetings, type Owner, loadMergeLimits, unseenPairs, writeLinks } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { currentOwners } from "../inMemory/identitiesInMemory.ts";
import { newcomers } from "./newcomers.ts";
import { originOf } from "../read/origin.ts";
import { counterparts, impliedPairs } from "../read/aliasCounterparts.ts";
import { restructure, type Restructured } from "../changes/restructure.ts";
import { serially } from "../serial.ts";

export interface ResolveInput {
  /** The identities of each entry. */
  readonly keys: readonly (readonly Identity[])[];
  /** When the identities arrived. */
  readonly at: Instant;
  /** Number of the import or request, from the counter `batch`. */
  readonly batch: number;
}

/** An entry whose identities belong to two customers. `kept` gets it: the customer of the most trusted identity. */
export interface IdentityConflict {
  readonly identities: readonly Identity[];
  readonly kept: number;
  readonly other: number;
}

export interface Resolved {
  /** The customer of each entry, that of its most trusted identity; 0 where no identity is usable. */
  readonly customers: Uint32Array;
  /** The number of that identity, as rows store it (identity/read/origin.ts). */
  readonly origins: Uint32Array;
  /** Customer numbers from this one on were created by this call. */
  readonly firstNew: number;
  readonly created: number;
  readonly attached: number;
  /** Customers that were merged into others. */
  readonly merged: number;
  /** How many entries have identities of different customers, and the first hundred of them. */
  readonly conflicts: number;
  readonly conflictSamples: readonly IdentityConflict[];
}

const MAX_SAMPLES = 100;
const NOBODY = 0xffff_ffff;
export const STREAM = "stream";

/**
 * Finds or creates the customers of entries, from normalised identities. Unknown identities make new customers, and identities in one entry
 * are linked and merged as far as limits and decisions allow. The same call twice adds nothing.
 */
export async function resolveNormalised(
  ctx: Pick<Ctx, "records" | "facts" | "caches" | "memoryBytes">,
  input: ResolveInput,
): Promise<Resolved> {
  const entries = meetings(input.keys);
  return serially(ctx, "identities", async () => {
    const owners = await currentOwners(ctx, [...entries.keys, ...entries.keys.flatMap(counterparts)], "ingest");
    const among = new Set(entries.texts);
    const implied = impliedPairs(entries.keys, (text) => owners.has(text) || among.has(text));
    const met = implied.length === 0 ? entries : meetings([...input.keys, ...implied]);
    const healed = await healRaces(ctx, owners, input);
    const changed = await applyEntries(ctx, met, healed, input);
    return resolved(met, changed, input.keys.length);
  });
}

interface AppliedEntries extends Omit<Restructured, "mergesAndSplits" | "customerOf"> {
  /** By the index of the key. */
  readonly customerOf: (place: number) => number;
  readonly merged: number;
}

/** Applies the pairs of these entries to the owners. When all of them are stored already, it costs only a look-up in the cache of links. */
async function applyEntries(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  met: Meetings,
  owners: ReadonlyMap<string, Owner>,
  { at, batch }: ResolveInput,
): Promise<AppliedEntries> {
  const ownerAt = Uint32Array.from(met.texts, (text) => owners.get(text)?.customer ?? 0);
  const existing = met.pairs.filter(([a, b]) => ownerAt[a] !== 0 && ownerAt[b] !== 0);
  const unseen = await unseenPairs(
    ctx,
    existing.map(([a, b]) => met.pairOf(a, b)),
    "ingest",
  );
  const limits = await (met.pairs.length > 0 && (unseen.length > 0 || existing.length < met.pairs.length)
    ? loadMergeLimits(ctx)
    : undefined);
  const newPairs = met.pairs.filter(([a, b]) => ownerAt[a] === 0 || ownerAt[b] === 0);
  const newGroups = newcomers(met, ownerAt, newPairs, limits);

  const touching = [...unseen, ...newPairs.filter(([a]) => !newGroups.has(a)).map(([a, b]) => met.pairOf(a, b))];
  const structure =
    touching.length === 0
      ? undefined
      : await restructure(ctx, {
          seeds: [],
          newPairs: touching,
          owners,
          limits: limits!,
          placeholders: await readPlaceholders(ctx),
          at,
          batch,
          cause: "links",
          actor: STREAM,
          lane: "ingest",
        });

  const firstNew = newGroups.groups > 0 ? await takeNumbers(ctx.records, "customer", newGroups.groups) : NOBODY;
  const created = factsInstant(at);
  const customerOf = (place: number) => {
    const group = newGroups.groupOf(place);
    return group === undefined ? structure?.customerOf.get(met.texts[place]!) : firstNew + group;
  };
  const claims = newGroups.places.map((place) => {
    const customer = customerOf(place)!;
    return { identity: met.keys[place]!, customer, claim: claimOf(customer, 0) };
  });
  const customers = Array.from({ length: newGroups.groups }, (_, group) => ({ customer: firstNew + group, created }));
  const also = await newGroups.reviews(ctx, at);
  await writeChange(ctx, {
    at,
    batch,
    actor: STREAM,
    reason: null,
    customers,
    claims,
    moves: [],
    mergesAndSplits: [],
    undone: [],
    ...(also && { also }),
  });
  // Links come last: a stored link counts as already applied, so a crash before this line only repeats the work.
  const pairs = [...unseen, ...newPairs.map(([a, b]) => met.pairOf(a, b))];
  if (pairs.length > 0) await writeLinks(ctx, pairs, at, batch);
  return {
    customerOf: (place) => customerOf(place) ?? ownerAt[place]!,
    created: customers.length + (structure?.created ?? 0),
    attached: claims.length + (structure?.attached ?? 0),
    firstNew: Math.min(firstNew, structure?.firstNew ?? NOBODY),
    merged: structure?.mergesAndSplits.filter(({ kind }) => kind === "merge").length ?? 0,
  };
}

/** @param count how many entries the caller asked for; the entries after them are implied pairs */
function resolved(met: Meetings, changed: AppliedEntries, count: number): Resolved {
  const numbers = Uint32Array.from(met.keys, (_, place) => changed.customerOf(place));
  const originAt = new Uint32Array(met.keys.length);
  const customers = new Uint32Array(count);
  const origins = new Uint32Array(count);
  const samples: IdentityConflict[] = [];
  let conflicts = 0;
  for (const [index, entry] of met.entries.slice(0, count).entries()) {
    const anchor = entry[0];
    if (anchor === undefined) continue;
    const kept = numbers[anchor]!;
    customers[index] = kept;
    origins[index] = originAt[anchor] ||= originOf(met.keys[anchor]!);
    const other = entry.find((place) => numbers[place] !== kept);
    if (other === undefined) continue;
    conflicts++;
    if (samples.length < MAX_SAMPLES) samples.push({ identities: entry.map((place) => met.keys[place]!), kept, other: numbers[other]! });
  }
  const { firstNew, created, attached, merged } = changed;
  return { customers, origins, firstNew, created, attached, merged, conflicts, conflictSamples: samples };
}
