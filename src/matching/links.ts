import type { Identity } from "../contract/index.ts";
import { cacheKind, factsInstant, literal, raiseVersion, versionOf, type Ctx, type Lane, type Stores, sql } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { amongSql, keyOf, LONG_STATEMENT } from "./owners.ts";
import { MANY_PAIRS, unwrittenPlaces, writeManyLinks } from "./manyLinks.ts";

/** Two linked identities. Where the order matters, `a` is the more trusted one. */
export interface Pair {
  readonly a: Identity;
  readonly b: Identity;
}

/** A cache key for a pair, the same in both orders. */
export function pairKey({ a, b }: Pair): string {
  const [one, two] = [keyOf(a), keyOf(b)];
  return one < two ? `${one.length} ${one}${two}` : `${two.length} ${two}${one}`;
}

/**
 * Links that this process knows to be stored, in two generations. When the young generation is full it becomes the old one, and the old one
 * is dropped.
 */
interface Remembered {
  /** Counts deletions of links. When it changes, the whole cache is dropped: a deleted link must not count as stored. */
  readonly version: number;
  young: Set<string>;
  old: Set<string>;
}

const REMEMBERED_PAIRS = 100_000;
const WRITTEN_LINKS = cacheKind<Remembered>("identity.writtenLinks", "version");

async function writtenLinksCache(ctx: Pick<Stores, "records" | "caches">): Promise<Remembered> {
  const version = await versionOf(ctx, "links");
  const cached = ctx.caches.get(WRITTEN_LINKS);
  if (cached?.version === version) return cached;
  const empty: Remembered = { version, young: new Set(), old: new Set() };
  ctx.caches.set(WRITTEN_LINKS, empty);
  return empty;
}

function remember(memory: Remembered | undefined, pairs: Iterable<string>): void {
  if (!memory) return;
  for (const pair of pairs) {
    if (memory.young.size >= REMEMBERED_PAIRS) {
      memory.old = memory.young;
      memory.young = new Set();
    }
    memory.young.add(pair);
  }
}

/** Call before links are deleted: every process then drops its cache of stored links. */
export async function forgetWrittenLinks({ records }: Pick<Ctx, "records">): Promise<void> {
  await raiseVersion(records, "links");
}

/** The pairs that have no stored link. Both ends have an owner; a pair may occur twice. */
export async function unseenPairs(ctx: Stores, pairs: readonly Pair[], lane: Lane): Promise<Pair[]> {
  if (pairs.length > MANY_PAIRS) return (await unwrittenPlaces(ctx, pairs)).map((place) => pairs[place]!);
  const memory = await writtenLinksCache(ctx);
  const unsure = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = pairKey(pair);
    if (memory.young.has(key)) continue;
    if (memory.old.has(key)) remember(memory, [key]);
    else unsure.set(key, pair);
  }
  if (unsure.size === 0) return [];
  const written = new Set<string>();
  for (const [platforms, group] of Map.groupBy(unsure.values(), ({ a, b }) => `${b.platform} ${a.platform}`)) {
    const [from, to] = platforms.split(" ") as [string, string];
    // Searches from the less trusted end: a phone has few customers, but one customer may have many devices.
    const rows = await ctx.facts.rows<{ external: string; other_external: string }>(
      sql`
        SELECT external, other_external
        FROM links
        WHERE platform = ${literal.text(from)}
          AND other_platform = ${literal.text(to)}
          AND decision = 0
          AND external IN ${literal.texts([...new Set(group.map(({ b }) => b.external))])}
          AND other_external IN ${literal.texts([...new Set(group.map(({ a }) => a.external))])}
      `,
      { lane, settings: LONG_STATEMENT },
    );
    for (const { external, other_external } of rows)
      written.add(pairKey({ a: { platform: to, external: other_external }, b: { platform: from, external } }));
  }
  remember(memory, written);
  return [...unsure].filter(([key]) => !written.has(key)).map(([, pair]) => pair);
}

/** Stores the pairs as links, one row for each direction. */
export async function writeLinks(ctx: Pick<Stores, "facts" | "caches">, pairs: readonly Pair[], at: Instant, batch: number): Promise<void> {
  if (pairs.length > MANY_PAIRS) return writeManyLinks(ctx, pairs, factsInstant(at), batch);
  await ctx.facts.insert("links", rowsOf(pairs, { decision: 0, joined: true, since: factsInstant(at), batch }), { batch });
  remember(ctx.caches.get(WRITTEN_LINKS), pairs.map(pairKey));
}

/** Stores a person's decisions about pairs. */
export async function writeDecisions(
  { facts }: Pick<Ctx, "facts">,
  pairs: readonly (Pair & { readonly joined: boolean })[],
  decision: number,
  at: Instant,
  batch: number,
): Promise<void> {
  const stamp = { decision, since: factsInstant(at), batch };
  await facts.insert(
    "links",
    pairs.flatMap((pair) => rowsOf([pair], { ...stamp, joined: pair.joined })),
  );
}

function rowsOf(pairs: readonly Pair[], rest: object): object[] {
  return pairs.flatMap(({ a, b }) => [row(a, b), row(b, a)].map((ends) => ({ ...ends, ...rest })));
}

function row(from: Identity, to: Identity): object {
  return { platform: from.platform, external: from.external, other_platform: to.platform, other_external: to.external };
}

export interface StoredLink {
  readonly platform: string;
  readonly external: string;
  readonly other_platform: string;
  readonly other_external: string;
  readonly decision: number;
  readonly joined: boolean;
}

/**
 * The stored links of identities, at most `maxLinks` for each identity and other platform. @param withoutBatch a batch whose links are left
 * out
 */
export async function linksOf(
  { facts }: Pick<Ctx, "facts">,
  identities: readonly Identity[],
  maxLinks: number,
  lane: Lane,
  withoutBatch?: number,
): Promise<StoredLink[]> {
  const rows = await facts.rows<Omit<StoredLink, "decision"> & { decision: string }>(
    sql`
      SELECT platform, external, other_platform, other_external, decision, joined
      FROM links
      WHERE (${amongSql(identities)}) ${withoutBatch === undefined ? sql.empty : sql`AND NOT (batch = ${literal.integer(withoutBatch)} AND decision = 0)`}
      ORDER BY platform, external, other_platform, other_external, decision
      LIMIT ${literal.integer(maxLinks)} BY platform, external, other_platform, decision > 0
    `,
    { lane, settings: LONG_STATEMENT },
  );
  return rows.map((row) => ({ ...row, decision: Number(row.decision) }));
}
