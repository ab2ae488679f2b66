import type { Identity } from "../../contract/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { keyOf } from "../../matching/index.ts";
import { PREVIOUS } from "../../identifiers/index.ts";

/** The platforms that the previous id of an alias may belong to. */
const MEANT: readonly string[] = ["user", "anonymous"];

/**
 * An `alias` call gives a previous id, and does not say whether it is the id of a user or of a browser. It is stored as an identity of its
 * own (`alias:x`), linked to the user. It is also linked to `user:x` and `anonymous:x` as soon as both exist, so the result does not depend
 * on the order of arrival.
 */
export function counterparts({ platform, external }: Identity): Identity[] {
  if (platform === PREVIOUS) return MEANT.map((meant) => ({ platform: meant, external }));
  return MEANT.includes(platform) ? [{ platform: PREVIOUS, external }] : [];
}

/** The pairs of these identities with a counterpart that exists. */
export function impliedPairs(identities: readonly Identity[], isKnown: (text: string) => boolean): Identity[][] {
  return identities.flatMap((identity) =>
    counterparts(identity)
      .filter((other) => isKnown(keyOf(other)))
      .map((other) => [identity, other]),
  );
}

/** The same for a table of ids that are stored already. @param externals a SELECT of `external` of ids of users, browsers or aliases */
export async function impliedByRows({ facts }: Pick<Ctx, "facts">, externals: Sql): Promise<Identity[][]> {
  const meant = sql.join(MEANT.map(literal.text));
  const rows = await facts.rows<Identity>(
    sql`
      SELECT DISTINCT platform, external
      FROM identities
      WHERE platform IN (${meant})
        AND external IN (
          SELECT external
          FROM identities
          WHERE platform = ${literal.text(PREVIOUS)} AND external IN (${externals})
        )
      ORDER BY platform, external
    `,
    { lane: "heavy" },
  );
  return rows.map(({ platform, external }) => [
    { platform, external },
    { platform: PREVIOUS, external },
  ]);
}
