import type { Identity } from "../../contract/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { LONG_STATEMENT } from "../../matching/index.ts";
import { MOVED_ONCE_SQL } from "../read/claims.ts";
import { compareText, type Platform } from "../../identifiers/index.ts";

/** A column of normalised keys; '' where a row has none. */
export interface KeyColumn {
  readonly platform: Platform;
  readonly key: string;
  readonly expression: Sql;
}

/**
 * The identities of very many rows, numbered in the fact store from 1 in the order of trust: the smallest node of a set is its most
 * trusted, so matching works with numbers only.
 */
export interface Nodes {
  /** The greatest node. */
  readonly last: number;
  /** The platforms that occur, the most trusted first, each with its greatest node. */
  readonly platforms: readonly { readonly platform: Platform; readonly last: number }[];
  /** A table of (node, platform, external). */
  readonly nodes: string;
  /** A table of (node, customer, raced): the owner of each node, and whether two processes numbered it at the same time. */
  readonly owners: string;
  /** A table of the distinct rows: their keys, and `own`, their nodes, the most trusted first. */
  readonly entries: string;
  /** A table of (a, b): pairs without a stored link, each of the most trusted node of a row with one of its others. */
  readonly pairs: string;
}

const HEAVY = { lane: "heavy" } as const;

type Store = Pick<Ctx, "facts">;

/** @param name prefix of the table names, for dropNodes @param keys a SELECT of the keys of all rows */
export async function layOut({ facts }: Store, name: string, keys: Sql, columns: readonly KeyColumn[]): Promise<Nodes> {
  const [nodes, owners, entries, pairs] = tablesOf(name);
  const platforms = [...new Map(columns.map(({ platform }) => [platform.code, platform])).values()].toSorted(
    (a, b) => a.trust - b.trust || compareText(a.code, b.code),
  );
  const placeOf = ({ code }: Platform) => literal.integer(platforms.findIndex((each) => each.code === code) + 1);
  const found = columns.map(
    ({ platform, key }) => sql`
      SELECT ${placeOf(platform)} AS place, ${sql.id(key)} AS external
      FROM (${keys})
      WHERE ${sql.id(key)} != ''
    `,
  );
  await facts.run(
    sql`CREATE TABLE ${sql.id(nodes)} (node UInt32, platform LowCardinality(String), external String) ENGINE = MergeTree ORDER BY node`,
    HEAVY,
  );
  await facts.run(
    sql`
      INSERT INTO ${sql.id(nodes)}
      SELECT
        row_number() OVER (ORDER BY place, external),
        arrayElement(${literal.texts(platforms.map(({ code }) => code))}, place),
        external
      FROM (
        SELECT DISTINCT place, external
        FROM (${sql.join(found, " UNION ALL ")})
      )
    `,
    HEAVY,
  );
  const ends = await facts.rows<{ platform: string; last: number }>(
    sql`
      SELECT platform, max(node) AS last
      FROM ${sql.id(nodes)}
      GROUP BY platform
      ORDER BY last
    `,
    HEAVY,
  );
  const joins = columns.map(
    ({ platform, key }, index) =>
      sql`
        LEFT JOIN (
          SELECT external, node
          FROM ${sql.id(nodes)}
          WHERE platform = ${literal.text(platform.code)}
        ) AS ${nodeAlias(index)} ON e.${sql.id(key)} = ${nodeAlias(index)}.external
      `,
  );
  // An empty key joins nothing, so its node is 0.
  const own = sql`arraySort(arrayDistinct(arrayFilter(node -> node > 0, [${sql.join(columns.map((_, index) => sql`${nodeAlias(index)}.node`))}])))`;
  const names = columns.map(({ key }) => sql.id(key));
  await facts.run(
    sql`CREATE TABLE ${sql.id(entries)} (${sql.join(names.map((key) => sql`${key} String`))}, own Array(UInt32)) ENGINE = MergeTree ORDER BY tuple()`,
    HEAVY,
  );
  await facts.run(
    sql`
      INSERT INTO ${sql.id(entries)}
      SELECT ${sql.join(names.map((key) => sql`e.${key}`))}, ${own}
      FROM (SELECT DISTINCT ${sql.join(names)} FROM (${keys})) AS e ${sql.join(joins, " ")}
    `,
    HEAVY,
  );
  await facts.run(sql`CREATE TABLE ${sql.id(owners)} (node UInt32, customer UInt32, raced UInt8) ENGINE = MergeTree ORDER BY node`, HEAVY);
  await facts.run(sql`CREATE TABLE ${sql.id(pairs)} (a UInt32, b UInt32) ENGINE = MergeTree ORDER BY (a, b)`, HEAVY);
  return {
    last: ends.at(-1)?.last ?? 0,
    platforms: ends.map(({ platform, last }) => ({ platform: platforms.find(({ code }) => code === platform)!, last })),
    nodes,
    owners,
    entries,
    pairs,
  };
}

/** The join that finds the nodes of a key column. */
function nodeAlias(column: number): Sql {
  return sql.id(`n${column}`);
}

function tablesOf(name: string): [nodes: string, owners: string, entries: string, pairs: string] {
  return [`${name}_nodes`, `${name}_owners`, `${name}_entries`, `${name}_pairs`];
}

export async function dropNodes({ facts }: Store, name: string): Promise<void> {
  for (const table of tablesOf(name)) await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`, HEAVY);
}

/** A condition over the columns `platform, external`: the row is one of the nodes. */
function amongNodes({ nodes, platforms }: Nodes): Sql {
  const each = platforms.map(({ platform: { code } }) => {
    const platform = sql`platform = ${literal.text(code)}`;
    return sql`(${platform} AND external IN (SELECT external FROM ${sql.id(nodes)} WHERE ${platform}))`;
  });
  return sql.or(each);
}

export interface NodeOwners {
  /** The customer of each node; 0 when it has none. */
  readonly customerAt: Uint32Array;
  /** Whether any node has an owner. */
  readonly anyOwned: boolean;
  /** Nodes that two processes numbered at the same time. */
  readonly raced: readonly number[];
}

/** Loads the present owners of the nodes. */
export async function loadOwners({ facts }: Store, laid: Nodes): Promise<NodeOwners> {
  const { nodes, owners, last } = laid;
  await facts.run(sql`TRUNCATE TABLE ${sql.id(owners)}`, HEAVY);
  await facts.run(
    sql`
      INSERT INTO ${sql.id(owners)}
      SELECT n.node, o.owner, o.claimants > 1 AND o.greatest < ${MOVED_ONCE_SQL}
      FROM ${sql.id(nodes)} AS n
      INNER JOIN (
        SELECT platform, external, argMax(customer, claim) AS owner, max(claim) AS greatest, uniqExact(customer) AS claimants
        FROM identities
        WHERE ${amongNodes(laid)}
        GROUP BY platform, external
      ) AS o ON n.platform = o.platform AND n.external = o.external
    `,
    HEAVY,
  );
  const [row] = await facts.rows<{ nodes: number[]; customers: number[]; raced: number[] }>(
    sql`
      SELECT groupArray(node) AS nodes, groupArray(customer) AS customers, arraySort(groupArrayIf(node, raced = 1)) AS raced
      FROM ${sql.id(owners)}
    `,
    HEAVY,
  );
  const customerAt = new Uint32Array(last + 1);
  for (const [index, node] of row!.nodes.entries()) customerAt[node] = row!.customers[index]!;
  return { customerAt, anyOwned: row!.nodes.length > 0, raced: row!.raced };
}

/** Fills the table of pairs without a stored link and returns them. @param anyOwned whether any node has an owner */
export async function loadPairs({ facts }: Store, laid: Nodes, anyOwned: boolean): Promise<{ a: readonly number[]; b: readonly number[] }> {
  const { nodes, owners, entries, pairs } = laid;
  const met = sql`
    SELECT DISTINCT own[1] AS a, arrayJoin(arraySlice(own, 2)) AS b
    FROM ${sql.id(entries)}
    WHERE length(own) > 1
  `;
  // Searches from the less trusted end: a phone has few customers, but one customer may have many devices.
  const written = sql`
    SELECT a.node, b.node
    FROM (
      SELECT platform, external, other_platform, other_external
      FROM links
      WHERE decision = 0 AND ${amongNodes(laid)}
    ) AS l
    INNER JOIN ${sql.id(nodes)} AS b ON l.platform = b.platform AND l.external = b.external
    INNER JOIN ${sql.id(nodes)} AS a ON l.other_platform = a.platform AND l.other_external = a.external
  `;
  const isOwned = (end: Sql) => sql`${end} IN (SELECT node FROM ${sql.id(owners)})`;
  const due = anyOwned ? sql` WHERE NOT (${isOwned(sql`a`)} AND ${isOwned(sql`b`)} AND (a, b) IN (${written}))` : sql.empty;
  await facts.run(sql`INSERT INTO ${sql.id(pairs)} SELECT a, b FROM (${met})${due}`, HEAVY);
  const [row] = await facts.rows<{ a: number[]; b: number[] }>(
    sql`SELECT groupArray(a) AS a, groupArray(b) AS b FROM ${sql.id(pairs)}`,
    HEAVY,
  );
  return row!;
}

/** The identities of nodes. */
export async function identitiesAt({ facts }: Store, { nodes }: Nodes, wanted: readonly number[]): Promise<ReadonlyMap<number, Identity>> {
  if (wanted.length === 0) return new Map();
  const rows = await facts.rows<Identity & { node: number }>(
    sql`
      SELECT node, platform, external
      FROM ${sql.id(nodes)}
      WHERE node IN (${sql.join(wanted.map(literal.integer))})
      ORDER BY node
    `,
    { lane: "heavy", settings: LONG_STATEMENT },
  );
  return new Map(rows.map(({ node, platform, external }) => [node, { platform, external }]));
}
