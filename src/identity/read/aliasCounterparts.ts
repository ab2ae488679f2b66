import type { Identity } from "../../contract/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { keyOf } from "../../matching/index.ts";
import { PREVIOUS } from "../../identifiers/index.ts";

/** What the id of before of an alias may turn out to be. */
const MEANT: readonly string[] = ["user", "anonymous"];

/**
 * An `alias` call names an id of before without saying whether it is a user's or a browser's. It is kept as an identity of its own
 * (`alias:x`), seen together with the user; and it is seen together with `user:x` and with `anonymous:x` from when both are known on. So
 * nothing depends on what was known when the call came.
 */
export function counterparts({ platform, external }: Identity): Identity[] {
  if (platform === PREVIOUS) return MEANT.map((meant) => ({ platform: meant, external }));
  return MEANT.includes(platform) ? [{ platform: PREVIOUS, external }] : [];
}

/** Of these identities, the pairs with a counterpart that is known. */
export function impliedPairs(identities: readonly Identity[], isKnown: (text: string) => boolean): Identity[][] {
  return identities.flatMap((identity) =>
    counterparts(identity)
      .filter((other) => isKnown(keyOf(other)))
      .map((other) => [identity, other]),
  );
}

/** The same for a table of ids, when they are written. @param externals a SELECT of `external` of those that are a user's, a browser's or of before */
export async function impliedByRows({ facts }: Pick<Ctx, "facts">, externals: string): Promise<Identity[][]> {
  const meant = MEANT.map(literal.text).join(", ");
  const rows = await facts.rows<Identity>(
    `SELECT DISTINCT platform, external FROM identities WHERE platform IN (${meant}) AND external IN (
      SELECT external FROM identities WHERE platform = ${literal.text(PREVIOUS)} AND external IN (${externals})
    ) ORDER BY platform, external`,
    { lane: "heavy" },
  );
  return rows.map(({ platform, external }) => [
    { platform, external },
    { platform: PREVIOUS, external },
  ]);
}
