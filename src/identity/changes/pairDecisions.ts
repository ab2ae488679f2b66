import type { Identity } from "../../contract/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import type { PairDecision } from "./decide.ts";
import { amongSql, keyOf, LONG_STATEMENT } from "../../matching/index.ts";
import { compareTrust } from "../../identifiers/index.ts";

/** The decisions that make two customers one; earlier decisions that kept their identities apart are reversed. */
export async function decisionsToJoin(
  ctx: Pick<Ctx, "facts">,
  one: readonly Identity[],
  other: readonly Identity[],
): Promise<PairDecision[]> {
  const [a, b] = [one.toSorted(compareTrust)[0]!, other.toSorted(compareTrust)[0]!];
  const against = await between(ctx, one, other, sql`decision > 0`);
  return [
    { a, b, joined: true },
    ...against.filter((pair) => keyOf(pair.a) !== keyOf(a) || keyOf(pair.b) !== keyOf(b)).map((pair) => ({ ...pair, joined: true })),
  ];
}

/**
 * The decisions that split identities off a customer: the leaving identities are joined to each other and kept apart from the rest. An
 * identity of the rest that is linked to a leaving one is joined to the rest, so that it does not leave too.
 */
export async function decisionsToSplit(
  ctx: Pick<Ctx, "facts">,
  leaving: readonly Identity[],
  staying: readonly Identity[],
): Promise<PairDecision[]> {
  const [out, home] = [leaving.toSorted(compareTrust)[0]!, staying.toSorted(compareTrust)[0]!];
  const met = await between(ctx, leaving, staying, sql`1`);
  const border = new Map(met.map(({ b }) => [keyOf(b), b]));
  border.delete(keyOf(home));
  const others = leaving.filter((identity) => keyOf(identity) !== keyOf(out));
  // Earlier decisions of people that joined the two sides are reversed.
  const joined = await between(ctx, leaving, staying, sql`decision > 0 AND joined`);
  const apart = new Map([...joined, { a: out, b: home }].map((pair) => [`${keyOf(pair.a)}\n${keyOf(pair.b)}`, pair]));
  return [
    ...[...apart.values()].map((pair) => ({ ...pair, joined: false })),
    ...others.map((b) => ({ a: out, b, joined: true })),
    ...[...border.values()].map((b) => ({ a: home, b, joined: true })),
  ];
}

/** Linked pairs with one end in each list. */
async function between(
  { facts }: Pick<Ctx, "facts">,
  one: readonly Identity[],
  other: readonly Identity[],
  where: Sql,
): Promise<{ a: Identity; b: Identity }[]> {
  const ends = new Map(other.map((identity) => [keyOf(identity), identity]));
  const rows = await facts.rows<{ platform: string; external: string; other_platform: string; other_external: string }>(
    sql`
      SELECT DISTINCT platform, external, other_platform, other_external
      FROM links
      WHERE (${amongSql(one)})
        AND ${where}
        AND other_external IN ${literal.texts(other.map(({ external }) => external))}
      ORDER BY platform, external, other_platform, other_external
    `,
    { settings: LONG_STATEMENT },
  );
  return rows.flatMap(({ platform, external, other_platform, other_external }) => {
    const b = ends.get(keyOf({ platform: other_platform, external: other_external }));
    return b ? [{ a: { platform, external }, b }] : [];
  });
}
