import type { Identity } from "../contract/index.ts";
import { literal, type Ctx, type Lane, sql, type Sql } from "../engine/index.ts";

/** A statement with many keys exceeds the default limit on the length of its text. */
export const LONG_STATEMENT = { max_query_size: 1_000_000_000 };

/** The text of an identity inside this process. Platform codes have no blanks, so the text is unambiguous. */
export function keyOf({ platform, external }: Identity): string {
  return `${platform} ${external}`;
}

/** The identity of a text that keyOf made. */
export function identityOf(key: string): Identity {
  const blank = key.indexOf(" ");
  return { platform: key.slice(0, blank), external: key.slice(blank + 1) };
}

/** The customer that an identity belongs to. */
export interface Owner {
  readonly customer: number;
  readonly claim: number;
  /** How many customers ever had a claim on it. More than one without a move means that two processes numbered it at the same time. */
  readonly claimants: number;
}

/** The columns that hold an identity: those of the row itself, and in `links` those of the other end. */
const COLUMNS = {
  own: { platform: sql`platform`, external: sql`external` },
  other: { platform: sql`other_platform`, external: sql`other_external` },
} as const;

/** A condition over the columns of one end: the row is one of these identities. */
export function amongSql(identities: readonly Identity[], end: keyof typeof COLUMNS = "own"): Sql {
  const externals = new Map<string, string[]>();
  for (const { platform, external } of identities) {
    const list = externals.get(platform);
    if (list) list.push(external);
    else externals.set(platform, [external]);
  }
  const columns = COLUMNS[end];
  return sql.or(
    [...externals].map(
      ([platform, list]) => sql`(${columns.platform} = ${literal.text(platform)} AND ${columns.external} IN ${literal.texts(list)})`,
    ),
  );
}

/** The owners of normalised identities, by keyOf. Identities without an owner are absent. One query. */
export async function lookupOwners(
  { facts }: Pick<Ctx, "facts">,
  identities: readonly Identity[],
  lane: Lane,
): Promise<ReadonlyMap<string, Owner>> {
  if (identities.length === 0) return new Map();
  // Grouped here rather than by the store: an identity has one or two rows, and a statement that only reads costs half.
  const rows = await facts.rows<{ platform: string; external: string; customer: number; claim: string }>(
    sql`
      SELECT platform, external, customer, claim
      FROM identities
      WHERE ${amongSql(identities)}
    `,
    { lane, settings: LONG_STATEMENT },
  );
  const owners = new Map<string, Owner>();
  for (const [key, claims] of Map.groupBy(rows, keyOf)) {
    const greatest = claims.reduce((most, row) => (Number(row.claim) > Number(most.claim) ? row : most));
    const claimants = new Set(claims.map(({ customer }) => customer)).size;
    owners.set(key, { customer: greatest.customer, claim: Number(greatest.claim), claimants });
  }
  return owners;
}
