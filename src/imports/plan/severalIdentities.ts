import { sql, type Sql, literal } from "../../engine/index.ts";
import { identityFaultSql, normaliseSql, type Placeholders, platformOf } from "../../identifiers/index.ts";
import type { Lets } from "../../mapping/index.ts";
import type { Rows } from "./rows.ts";
import type { PlannedIdentity } from "./importPlan.ts";

type Platform = NonNullable<ReturnType<typeof platformOf>>;

/** The normalised identity of each row, with its fault if it has none. `raw` is Nullable(String). */
export function plannedIdentity(
  platform: Platform,
  raw: Sql,
  rest: Pick<PlannedIdentity, "path" | "faults" | "column" | "broken">,
  placeholders: Placeholders,
  lets: Lets,
): PlannedIdentity {
  const normal = lets.name(normaliseSql(platform, raw, placeholders));
  const fault = lets.name(sql`if(${normal} != '', '', ${identityFaultSql(platform, raw, placeholders)})`);
  return { platform: platform.code, raw, normal, fault, ...rest };
}

/** Lines that are read from one cell, each as an identity. */
const MAX_LINES = 50;

/**
 * Identities of one platform in one cell, one on each line, as an export writes two phones of a customer. Checked once over the whole file,
 * so that other files cost nothing more.
 */
export async function severalIdentities(
  { facts, from, where, run }: Rows,
  identities: readonly PlannedIdentity[],
  placeholders: Placeholders,
  lets: Lets,
): Promise<PlannedIdentity[]> {
  if (identities.length === 0) return [];
  const counts = identities.map(({ raw }, index) => sql`max(length(${linesOf(raw)})) AS n${literal.integer(index)}`);
  const some = sql.or(identities.map(({ raw }) => sql`position(ifNull(${raw}, ''), '\\n') > 0`));
  const [row] = await facts.rows<Record<string, string>>(sql`SELECT ${sql.join(counts)} FROM ${from} WHERE (${where}) AND ${some}`, run);
  return identities.flatMap((identity, index): PlannedIdentity[] => {
    const lines = Math.min(Number(row![`n${index}`] ?? 0), MAX_LINES);
    const platform = platformOf(identity.platform);
    if (lines < 2 || !platform) return [identity];
    return Array.from({ length: lines }, (_, at) => {
      const raw = sql`nullIf(${linesOf(identity.raw)}[${literal.integer(at + 1)}], '')`;
      const { path, column } = identity;
      const [first, broken] = at === 0 ? [identity.faults, identity.broken] : [[], undefined];
      const rest = { path, faults: first, broken, column: at === 0 ? column : `${column}x${at}` };
      return plannedIdentity(platform, raw, rest, placeholders, lets);
    });
  });
}

function linesOf(raw: Sql): Sql {
  return sql`arrayFilter(x -> notEmpty(trimBoth(x)), splitByRegexp('[\\\\r\\\\n]+', ifNull(${raw}, '')))`;
}
