import { randomBytes } from "node:crypto";
import type { Identity } from "../../contract/index.ts";
import { cacheKind, knowsEveryWrite, literal, sql, type Ctx, type Lane, type Sql } from "../../engine/index.ts";
import { keyOf, lookupOwners, type Owner } from "../../matching/index.ts";
import { MOVED_ONCE } from "../read/claims.ts";
import { DIGEST_BYTES, digestOf, IdentityTable, tableBytes } from "./identityTable.ts";

type Asking = Pick<Ctx, "facts" | "caches" | "memoryBytes">;

export interface NewClaim {
  readonly identity: Identity;
  readonly customer: number;
  readonly claim: number;
}

/** All identities of a process that is alone: whatever is written to them passes through this file. */
interface Known {
  salt: string;
  /** Undefined: the store is asked. */
  table: IdentityTable | undefined;
  /** Claims written since the statement that is loading the table began; undefined while none is. */
  since: NewClaim[] | undefined;
  /** Goes up when identities changed other than by new claims: what was read before is not used. */
  changes: number;
  /** How often the store was asked since identities changed, and after how many questions they are loaded. */
  asked: number;
  loadAfter: number;
  /** When, by performance.now(), they may be loaded at the earliest. */
  loadAt: number;
  loading: Promise<void> | undefined;
}

/** Only of a process that nothing else writes beside; each change of identities is noted here by who makes it. */
const KNOWN = cacheKind<Known>("identity.inMemory", "process");

/** A command that asks a few times does not read all identities. */
const LEAST_QUESTIONS = 50;
/** To load so many identities costs as much as one question to the store. So loads cost at most what the questions did that were asked. */
const IDENTITIES_PER_QUESTION = 4_000;
/** After a load that failed, and when there are too many identities. */
const AGAIN_MILLISECONDS = 600_000;
/** The most that is kept, and its share of what a heavy statement may use. A million identities take some 38 MB. */
const MOST_BYTES = 256 * 2 ** 20;
const MEMORY_SHARE = 1 / 16;

function knownOf({ caches }: Pick<Ctx, "caches">): Known {
  return caches.getOr(KNOWN, () => ({
    salt: "",
    table: undefined,
    since: undefined,
    changes: 0,
    asked: 0,
    loadAfter: LEAST_QUESTIONS,
    loadAt: 0,
    loading: undefined,
  }));
}

/**
 * The owners of normalised identities, by keyOf, as `lookupOwners` answers: from memory where this process is alone and was asked often,
 * otherwise from the store.
 */
export async function currentOwners(ctx: Asking, identities: readonly Identity[], lane: Lane): Promise<ReadonlyMap<string, Owner>> {
  if (!knowsEveryWrite(ctx)) return lookupOwners(ctx, identities, lane);
  const known = knownOf(ctx);
  const { table, salt } = known;
  if (!table) {
    if (++known.asked > known.loadAfter && !known.loading && performance.now() >= known.loadAt) known.loading = load(ctx, known);
    return lookupOwners(ctx, identities, lane);
  }
  const owners = new Map<string, Owner>();
  for (const identity of identities) {
    const key = keyOf(identity);
    const owner = table.get(digestOf(salt, key));
    // A table with an identity that two processes numbered is not kept.
    if (owner) owners.set(key, { ...owner, claimants: 1 });
  }
  return owners;
}

/** Waits for what is being loaded; whether all identities are in memory then. */
export async function areInMemory(ctx: Pick<Ctx, "caches">): Promise<boolean> {
  await knownOf(ctx).loading;
  return knownOf(ctx).table !== undefined;
}

/** Writes claims with `write`, then knows them. If it fails, nobody knows which of them were written. */
export async function writingClaims(ctx: Pick<Ctx, "caches">, claims: readonly NewClaim[], write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    forget(knownOf(ctx));
    throw error;
  }
  const { table, salt, since } = knownOf(ctx);
  since?.push(...claims);
  if (table) for (const { identity, customer, claim } of claims) table.set(digestOf(salt, keyOf(identity)), 0, customer, claim);
}

/** Runs a statement that changes identities in the store: what is known of them is read anew. */
export async function changingIdentities<T>(ctx: Pick<Ctx, "caches">, change: () => Promise<T>): Promise<T> {
  forget(knownOf(ctx));
  try {
    return await change();
  } finally {
    forget(knownOf(ctx));
  }
}

function forget(known: Known): void {
  known.table = undefined;
  known.changes++;
  known.asked = 0;
}

async function load(ctx: Asking, known: Known): Promise<void> {
  const { changes } = known;
  known.since = [];
  let table: IdentityTable | undefined;
  const salt = randomBytes(16).toString("hex");
  try {
    table = await readTable(ctx, salt);
  } catch {
    // The store is asked instead, and says what is wrong to who asks.
  }
  const { since } = known;
  known.since = undefined;
  known.loading = undefined;
  if (!table) known.loadAt = performance.now() + AGAIN_MILLISECONDS;
  if (!table || known.changes !== changes) return;
  for (const { identity, customer, claim } of since) table.set(digestOf(salt, keyOf(identity)), 0, customer, claim);
  known.salt = salt;
  known.table = table;
  known.loadAfter = Math.max(LEAST_QUESTIONS, table.size / IDENTITIES_PER_QUESTION);
}

const CUSTOMER_BYTES = 4;
const CLAIM_BYTES = 8;
const ROW_BYTES = DIGEST_BYTES + CUSTOMER_BYTES + CLAIM_BYTES;
/** One answer of the store has so many identities, as one text. */
const PART_ROWS = 20_000;

/** All identities; undefined where they are too many, or where two processes numbered one and that is not mended yet. */
async function readTable({ facts, memoryBytes }: Asking, salt: string): Promise<IdentityTable | undefined> {
  const options = { lane: "right" } as const;
  const counts = sql`
    SELECT
      toString(count()) AS count,
      (
        SELECT count()
        FROM system.mutations
        WHERE database = currentDatabase() AND table = 'identities' AND NOT is_done
      ) AS deletions
    FROM identities
  `;
  const [counted] = await facts.rows<{ count: string; deletions: string }>(counts, options);
  // A deletion that failed may be done later, and nobody is told of that.
  if (counted!.deletions !== "0") return undefined;
  const count = Number(counted!.count);
  if (tableBytes(count) > Math.min(MOST_BYTES, memoryBytes * MEMORY_SHARE)) return undefined;
  const parts = await facts.rows<{ bytes: string; raced: boolean }>(
    sql`
      SELECT base64Encode(arrayStringConcat(groupArray(bytes))) AS bytes, max(raced) AS raced
      FROM (
        SELECT
          concat(${digestSql(salt)}, reinterpretAsFixedString(argMax(customer, claim)), reinterpretAsFixedString(max(claim))) AS bytes,
          min(customer) != max(customer) AND max(claim) < ${literal.integer(MOVED_ONCE)} AS raced
        FROM identities
        GROUP BY platform, external
      )
      GROUP BY intDiv(rowNumberInAllBlocks(), ${literal.integer(PART_ROWS)})
    `,
    options,
  );
  const table = new IdentityTable(count);
  for (const { bytes, raced } of parts) {
    if (raced) return undefined;
    const rows = Buffer.from(bytes, "base64");
    for (let at = 0; at < rows.length; at += ROW_BYTES) {
      const customer = rows.readUInt32LE(at + DIGEST_BYTES);
      table.set(rows, at, customer, Number(rows.readBigUInt64LE(at + DIGEST_BYTES + CUSTOMER_BYTES)));
    }
    // Other requests are answered in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return table;
}

/** The same as `digestOf`. */
function digestSql(salt: string): Sql {
  return sql`substring(SHA256(concat(${literal.text(salt)}, platform, ' ', external)), 1, ${literal.integer(DIGEST_BYTES)})`;
}
