import { sql as recordsSql } from "kysely";
import type { IdentityKindShape } from "../../contract/index.ts";
import { type Ctx, sql } from "../../engine/index.ts";
import { DEFAULT_LIMITS, loadMergeLimits } from "../../matching/index.ts";
import { platformOf } from "../../identifiers/index.ts";
import { PLATFORM_KINDS, type PlatformKind, platformsOfKind } from "../../kernel/index.ts";

/** The kinds of identities, the most trusted first: their platforms, limits, and how many identities exceed the limits now. */
export async function readKinds({ records, facts }: Pick<Ctx, "records" | "facts" | "caches">): Promise<IdentityKindShape[]> {
  const limits = await loadMergeLimits({ records });
  const seen = new Set(
    (await facts.rows<{ platform: string }>(sql`SELECT DISTINCT platform FROM identities ORDER BY platform`)).map((row) => row.platform),
  );
  const rows = await records
    .selectFrom("identity_reviews")
    .select(({ fn }) => [
      "kind",
      // `shared` counts for the kind of the identity itself, `many` for the kind of its linked identities.
      recordsSql<string>`case kind when 'shared' then split_part(subject, ' ', 1) else object end`.as("platform"),
      fn.count<string>("subject").distinct().as("count"),
    ])
    .where("kind", "in", ["shared", "many"])
    .where("count", ">", 0)
    .groupBy(["kind", "platform"])
    .execute();
  const counted = (wanted: "shared" | "many", of: PlatformKind) =>
    rows.reduce((sum, { kind, platform, count }) => (kind === wanted && platformOf(platform)?.kind === of ? sum + Number(count) : sum), 0);
  return PLATFORM_KINDS.map((kind) => {
    const codes = platformsOfKind(kind).map(({ code }) => code);
    const others = [...seen].filter((code) => platformOf(code)?.kind === kind && !codes.includes(code));
    return {
      kind,
      platforms: [...codes, ...others].map((platform) => ({ platform, seen: seen.has(platform) })),
      limit: limits[kind],
      usual: DEFAULT_LIMITS[kind],
      shared: counted("shared", kind),
      many: counted("many", kind),
    };
  });
}
