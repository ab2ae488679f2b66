import { changingIdentities } from "../inMemory/identitiesInMemory.ts";
import { factsInstant, literal, takeNumbers, type Ctx, sql, type Sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { writeChange } from "../changes/writeChange.ts";
import { newClaimSql } from "../read/claims.ts";
import { insertLinks, loadMergeLimits, lookupOwners } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { healRaces } from "../changes/healRaces.ts";
import { dropNodes, identitiesAt, layOut, loadOwners, loadPairs, type KeyColumn, type NodeOwners, type Nodes } from "./nodes.ts";
import { originSql } from "../read/origin.ts";
import { STREAM } from "../messages/resolveNormalised.ts";
import { restructure, type Restructured } from "../changes/restructure.ts";
import { serially } from "../serial.ts";
import { newcomerNodes } from "./newcomerNodes.ts";

export interface ResolveColumns {
  readonly columns: readonly KeyColumn[];
  /** A SELECT of the normalised keys of all rows. */
  readonly keys: Sql;
  /** The table that receives (keys …, customer, origin) of every distinct row. */
  readonly map: string;
  readonly at: Instant;
  readonly batch: number;
}

export interface ResolvedColumns {
  readonly firstNew: number;
  readonly created: number;
  readonly attached: number;
  readonly merged: number;
  readonly conflicts: number;
}

const NOBODY = 0xffff_ffff;
const CHUNK_ROWS = 100_000;
const HEAVY = { lane: "heavy" } as const;

type Stores = Pick<Ctx, "records" | "facts" | "caches">;

/**
 * Does for very many rows what resolveNormalised does for messages. The texts of identities stay in the fact store; only identities that
 * are linked to an existing customer or have conflicts are loaded. Both ways give the same customers for the same links
 * (test/integration/identity.test.ts).
 */
export async function resolveColumns(ctx: Stores, input: ResolveColumns): Promise<ResolvedColumns> {
  const name = `${input.map}_of`;
  try {
    const laid = await layOut(ctx, name, input.keys, input.columns);
    return await serially(ctx, "identities", () => applyRows(ctx, laid, input));
  } finally {
    await dropNodes(ctx, name);
  }
}

async function applyRows(ctx: Stores, laid: Nodes, { columns, map, at, batch }: ResolveColumns): Promise<ResolvedColumns> {
  let owned = await heal(ctx, laid, await loadOwners(ctx, laid), { at, batch });
  const { a, b } = await loadPairs(ctx, laid, owned.anyOwned);
  const limits = await loadMergeLimits(ctx);
  const newcomers = await newcomerNodes({
    laid,
    customerAt: owned.customerAt,
    a,
    b,
    limits,
    identities: (nodes) => identitiesAt(ctx, laid, nodes),
  });

  const structure = await restructured(ctx, laid, newcomers.touching, { limits, at, batch });
  if (structure) owned = await loadOwners(ctx, laid);

  const firstNew = newcomers.groups > 0 ? await takeNumbers(ctx.records, "customer", newcomers.groups) : NOBODY;
  const stamp = sql`${literal.instant(at)}, ${literal.integer(batch)}`;
  if (newcomers.groups > 0) {
    const numbers = sql`numbers(${literal.integer(firstNew)}, ${literal.integer(newcomers.groups)})`;
    await ctx.facts.run(sql`INSERT INTO customers SELECT number, ${stamp} FROM ${numbers}`, HEAVY);
  }
  const also = await newcomers.reviews(ctx, at);
  if (also)
    await writeChange(ctx, {
      at,
      batch,
      actor: STREAM,
      reason: null,
      customers: [],
      claims: [],
      moves: [],
      mergesAndSplits: [],
      undone: [],
      also,
    });
  for (let from = 0; from < newcomers.nodes.length; from += CHUNK_ROWS) {
    const part = newcomers.nodes.slice(from, from + CHUNK_ROWS);
    await ctx.facts.insert(
      laid.owners,
      part.map((node) => ({ node, customer: firstNew + newcomers.groupOf(node), raced: 0 })),
      HEAVY,
    );
  }
  if (newcomers.groups > 0) {
    const mine = sql`o.customer >= ${literal.integer(firstNew)} AND o.customer < ${literal.integer(firstNew + newcomers.groups)}`;
    await changingIdentities(ctx, () =>
      ctx.facts.run(
        sql`
          INSERT INTO identities
          SELECT n.platform, n.external, o.customer, ${stamp}, ${newClaimSql(sql`o.customer`)}
          FROM ${sql.id(laid.nodes)} AS n
          INNER JOIN ${sql.id(laid.owners)} AS o ON n.node = o.node
          WHERE ${mine}
        `,
        HEAVY,
      ),
    );
  }
  // Links come last: a stored link counts as already applied, so a crash before this line only repeats the work.
  if (a.length > 0) await writePairs(ctx, laid, at, batch);
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(map)}
      SELECT
        ${sql.join(columns.map(({ key }) => sql`e.${sql.id(key)}`))},
        o.customer,
        ${originSql(sql`n.platform`, sql`n.external`)}
      FROM ${sql.id(laid.entries)} AS e
      INNER JOIN ${sql.id(laid.owners)} AS o ON e.own[1] = o.node
      INNER JOIN ${sql.id(laid.nodes)} AS n ON e.own[1] = n.node
    `,
    HEAVY,
  );
  return {
    firstNew: Math.min(firstNew, structure?.firstNew ?? NOBODY),
    created: newcomers.groups + (structure?.created ?? 0),
    attached: newcomers.nodes.length + (structure?.attached ?? 0),
    merged: structure?.mergesAndSplits.filter(({ kind }) => kind === "merge").length ?? 0,
    conflicts: await countConflicts(ctx, laid),
  };
}

async function heal(
  ctx: Stores,
  laid: Nodes,
  owners: NodeOwners,
  stamp: { readonly at: Instant; readonly batch: number },
): Promise<NodeOwners> {
  if (owners.raced.length === 0) return owners;
  const identities = [...(await identitiesAt(ctx, laid, owners.raced)).values()];
  await healRaces(ctx, await lookupOwners(ctx, identities, "heavy"), stamp);
  return loadOwners(ctx, laid);
}

/** Applies the pairs whose component holds an existing customer. */
async function restructured(
  ctx: Stores,
  laid: Nodes,
  touching: readonly (readonly [a: number, b: number])[],
  rest: Pick<Parameters<typeof restructure>[1], "limits" | "at" | "batch">,
): Promise<Restructured | undefined> {
  if (touching.length === 0) return undefined;
  const identities = await identitiesAt(ctx, laid, [...new Set(touching.flat())]);
  const owners = await lookupOwners(ctx, [...identities.values()], "heavy");
  const newPairs = touching.map(([a, b]) => ({ a: identities.get(a)!, b: identities.get(b)! }));
  return restructure(ctx, {
    ...rest,
    placeholders: await readPlaceholders(ctx),
    seeds: [],
    newPairs,
    owners,
    cause: "links",
    actor: STREAM,
    lane: "ingest",
  });
}

const BOTH_DIRECTIONS = [
  [sql`a`, sql`b`],
  [sql`b`, sql`a`],
] as const;

/** Stores the pairs as links, one row for each direction. */
async function writePairs({ facts }: Stores, { nodes, pairs }: Nodes, at: Instant, batch: number): Promise<void> {
  for (const [from, to] of BOTH_DIRECTIONS)
    await insertLinks(
      facts,
      sql`
        SELECT ${from}.platform, ${from}.external, ${to}.platform, ${to}.external
        FROM ${sql.id(pairs)} AS p
        INNER JOIN ${sql.id(nodes)} AS a ON p.a = a.node
        INNER JOIN ${sql.id(nodes)} AS b ON p.b = b.node
      `,
      { since: factsInstant(at), batch, options: HEAVY },
    );
}

async function countConflicts({ facts }: Stores, { entries, owners }: Nodes): Promise<number> {
  const [row] = await facts.rows<{ count: string }>(
    sql`
      SELECT count() AS count
      FROM (
        SELECT own
        FROM (
          SELECT own, arrayJoin(own) AS node
          FROM ${sql.id(entries)}
          WHERE length(own) > 1
        ) AS e
        INNER JOIN ${sql.id(owners)} AS o ON e.node = o.node
        GROUP BY own
        HAVING uniqExact(o.customer) > 1
      )
    `,
    HEAVY,
  );
  return Number(row!.count);
}
