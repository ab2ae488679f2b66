import type { Identity } from "../contract/index.ts";
import { literal, type Ctx, type Lane } from "../engine/index.ts";

/** Many keys in one statement make a long text; the engine's own limit is for people. */
const LONG = { max_query_size: 1_000_000_000 };

/** The one text that stands for an identity inside this process. Platforms have no blanks, so it is unambiguous. */
export function keyOf({ platform, external }: Identity): string {
  return `${platform} ${external}`;
}

/** The customers that normalised identities point at, by keyOf; those that point at nobody are absent. One query. */
export async function lookupIdentities(
  { facts }: Pick<Ctx, "facts">,
  identities: readonly Identity[],
  lane: Lane,
): Promise<ReadonlyMap<string, number>> {
  const externals = new Map<string, string[]>();
  for (const { platform, external } of identities) {
    const list = externals.get(platform);
    if (list) list.push(external);
    else externals.set(platform, [external]);
  }
  if (externals.size === 0) return new Map();
  const among = [...externals].map(([platform, list]) => `platform = ${literal.text(platform)} AND external IN ${literal.texts(list)}`);
  // The smallest number, because two processes that met a new identity at once have both numbered it.
  const rows = await facts.rows<{ platform: string; external: string; customer: number }>(
    `SELECT platform, external, min(identities.customer) AS customer FROM identities WHERE ${among.map((part) => `(${part})`).join(" OR ")}
    GROUP BY platform, external`,
    { lane, settings: LONG },
  );
  return new Map(rows.map((row) => [keyOf(row), row.customer]));
}
