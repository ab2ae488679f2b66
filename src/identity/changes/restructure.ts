import type { Identity } from "../../contract/index.ts";
import { factsInstant, takeNumbers, type Ctx, type Lane, type RecordsTx, sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { assign, type Assigned } from "./assign.ts";
import { writeChange, type SplitChoice, type NewMergeOrSplit } from "./writeChange.ts";
import { claimOf, identitiesOfSql, movesOf, numbersSql } from "../read/claims.ts";
import {
  type MergeLimits,
  type Gathered,
  gatherComponents,
  type GatherInput,
  keyOf,
  LONG_STATEMENT,
  type Owner,
  type Pair,
  solve,
  type Solved,
} from "../../matching/index.ts";
import type { Placeholders } from "../../identifiers/index.ts";
import { retiredOf } from "../read/former.ts";
import { noteReviews } from "./noteReviews.ts";

export interface Restructure {
  /** The identities whose components are solved again. */
  readonly seeds: readonly Identity[];
  readonly newPairs: readonly (Pair & { readonly decision?: number; readonly joined?: boolean })[];
  /** The owners of the seeds and of both ends of the new pairs; absent identities are new. */
  readonly owners: ReadonlyMap<string, Owner>;
  readonly limits: MergeLimits;
  readonly placeholders: Placeholders;
  readonly at: Instant;
  readonly batch: number;
  readonly cause: NewMergeOrSplit["cause"];
  readonly actor: string;
  readonly reason?: string | undefined;
  readonly lane: Lane;
  /** Identities that a person splits off. Their customer keeps its number with the remaining identities. */
  readonly leaving?: readonly Identity[] | undefined;
  /** Who keeps assignments and overrides after that split. */
  readonly choices?: readonly SplitChoice[] | undefined;
  /** A batch whose links are left out, as if it had never arrived. */
  readonly withoutBatch?: number | undefined;
  readonly also?: ((tx: RecordsTx) => Promise<void>) | undefined;
}

export interface Restructured {
  /** The customer of each identity that was solved. */
  readonly customerOf: ReadonlyMap<string, number>;
  readonly created: number;
  readonly attached: number;
  /** The smallest new customer number. */
  readonly firstNew: number;
  readonly mergesAndSplits: readonly NewMergeOrSplit[];
}

/**
 * Solves the components again and stores the changed owners. The caller holds `serially(ctx, "identities")` and stores the links
 * afterwards.
 */
export async function restructure(ctx: Pick<Ctx, "records" | "facts" | "caches">, input: Restructure): Promise<Restructured> {
  const { gathered, solved, groups, left } = await judge(ctx, input);
  const { keys, owners } = gathered;
  const revived = await revive(ctx, gathered, groups);
  const unnumbered = groups.filter((group) => group.customer === 0 && !revived.has(group));
  const firstNew = unnumbered.length > 0 ? await takeNumbers(ctx.records, "customer", unnumbered.length) : NOBODY;
  const numbered = new Map(unnumbered.map((group, index) => [group, firstNew + index]));
  const numberOf = (group: Assigned) => group.customer || revived.get(group)?.customer || numbered.get(group)!;

  const stamp = factsInstant(input.at);
  const customerOf = new Map<string, number>();
  const claims: { identity: Identity; customer: number; claim: number }[] = [];
  const moves: { customer: number; identity: Identity }[] = [];
  const mergesAndSplits: NewMergeOrSplit[] = [];
  let attached = 0;
  for (const group of groups) {
    const customer = numberOf(group);
    const identities = group.keys.map((key) => keys[key]!);
    for (const identity of identities) {
      const text = keyOf(identity);
      const owner = owners.get(text);
      customerOf.set(text, customer);
      if (owner?.customer === customer) continue;
      claims.push({ identity, customer, claim: claimOf(customer, owner ? movesOf(owner.claim) + 1 : 0) });
      if (owner) moves.push({ customer: owner.customer, identity });
      else attached++;
    }
    for (const lost of group.lost) {
      if (left.has(lost)) continue;
      const theirs = identities.filter((identity) => owners.get(keyOf(identity))?.customer === lost);
      mergesAndSplits.push({
        kind: "merge",
        kept: customer,
        lost,
        identities: theirs,
        pairs: pairsAbout(input.newPairs, theirs),
        cause: input.cause,
      });
    }
    if (group.from !== 0)
      mergesAndSplits.push({
        kind: "split",
        kept: group.from,
        lost: customer,
        identities,
        pairs: pairsAbout(input.newPairs, identities),
        cause: input.cause,
        choices: input.choices,
      });
  }
  const customers = [
    ...[...numbered.values()].map((customer) => ({ customer, created: stamp })),
    ...[...revived.values()].map(({ customer, created }) => ({ customer, created: created ?? stamp })),
  ];
  await writeChange(ctx, {
    at: input.at,
    batch: input.batch,
    actor: input.actor,
    reason: input.reason ?? null,
    customers,
    claims,
    moves,
    mergesAndSplits,
    undone: [...revived.values()].map(({ merge }) => merge),
    also: combine(await noteReviews(ctx, gathered, solved, input.at), input.also),
  });
  return { customerOf, created: customers.length, attached, firstNew, mergesAndSplits };
}

export interface Judged {
  readonly gathered: Gathered;
  readonly solved: Solved;
  readonly groups: readonly Assigned[];
  /** Customers that lose identities to a group but keep others that were not solved: they remain. */
  readonly left: ReadonlySet<number>;
}

/** Solves the components of some identities. Writes nothing. */
export async function judge(ctx: Pick<Ctx, "facts">, input: GatherInput & Pick<Restructure, "leaving">): Promise<Judged> {
  const gathered = await gatherComponents(ctx, input);
  const { keys, owners, isComplete } = gathered;
  const nobody = new Set(keys.keys().filter((key) => input.placeholders.has(keys[key]!)));
  const links = nobody.size === 0 ? gathered.links : gathered.links.filter(({ a, b }) => !nobody.has(a) && !nobody.has(b));
  const solved = solve({ keys, links, limits: input.limits });
  const ownerOf = (key: number) => owners.get(keyOf(keys[key]!))?.customer ?? 0;
  const named = new Set(input.leaving?.map(keyOf));
  const groups = assign({
    keys,
    groupOf: solved.groupOf,
    ownerOf,
    judged: [...keys.keys()].filter(isComplete),
    leaving: (key) => named.has(keyOf(keys[key]!)),
  });
  const lost = groups.flatMap((group) => group.lost);
  return { gathered, solved, groups, left: await othersOf(ctx, lost, gathered) };
}

const NOBODY = 0xffff_ffff;

function combine(...works: (Restructure["also"] | undefined)[]): Restructure["also"] {
  const present = works.filter((work) => work !== undefined);
  if (present.length === 0) return undefined;
  return async (tx) => {
    for (const work of present) await work(tx);
  };
}

/** Pairs with at least one end among the identities. */
function pairsAbout(pairs: readonly Pair[], identities: readonly Identity[]): Pair[] {
  const among = new Set(identities.map(keyOf));
  return pairs.filter(({ a, b }) => among.has(keyOf(a)) || among.has(keyOf(b)));
}

/** The customers that also own identities which were not solved. */
async function othersOf(
  { facts }: Pick<Ctx, "facts">,
  lost: readonly number[],
  { keys, isComplete }: Gathered,
): Promise<ReadonlySet<number>> {
  if (lost.length === 0) return new Set();
  const seen = new Set(keys.flatMap((key, place) => (isComplete(place) ? [keyOf(key)] : [])));
  const rows = await facts.rows<Identity & { customer: number }>(
    sql`${identitiesOfSql(numbersSql(lost))} ORDER BY customer, platform, external`,
    {
      lane: "ingest",
      settings: LONG_STATEMENT,
    },
  );
  return new Set(rows.filter((row) => !seen.has(keyOf(row))).map(({ customer }) => customer));
}

interface Revived {
  readonly customer: number;
  readonly merge: number;
  readonly created: string | null;
}

/** The groups that are split off and were a customer before a merge: they get their old number back. */
async function revive(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  { keys }: Gathered,
  groups: readonly Assigned[],
): Promise<ReadonlyMap<Assigned, Revived>> {
  const split = groups.filter(({ from }) => from !== 0);
  if (split.length === 0) return new Map();
  const identities = split.flatMap((group) => group.keys.map((key) => keys[key]!));
  const { claims, retired } = await retiredOf(ctx, identities);
  const claimed = new Map(claims.map((row) => [keyOf(row), row.customers]));
  const found = new Map<Assigned, Revived>();
  for (const group of split) {
    const own = group.keys.flatMap((key) => claimed.get(keyOf(keys[key]!)) ?? []).toSorted((a, b) => a - b);
    const number = own.find((customer) => retired.has(customer));
    if (number === undefined) continue;
    const { merge, carried } = retired.get(number)!;
    found.set(group, { customer: number, merge, created: carried?.created ?? null });
    retired.delete(number);
  }
  return found;
}
