import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Catalogue } from "../../../catalogue/index.ts";
import type { Ctx } from "../../../engine/index.ts";
import { dependenciesOf, type TagRule } from "../../../rules/index.ts";
import { canonical, type TagSet, affectedBy } from "../../../tags/index.ts";

/**
 * What members stand on besides rows and time, as of the last evaluation of everybody. Where it is the same, whoever brings no new
 * rows and no time that crossed anything has nothing to compute.
 */
export interface Basis {
  /** Of everything a rule is read from: tags, catalogue, saved segments, the time zone. */
  readonly definitions: string;
  /** Of deletions and rewrites in the fact store, which no fresh batch tells of. */
  readonly rewritten: string;
  /** What each published tag is decided by, by code; compared when `definitions` differ. */
  readonly rules: Readonly<Record<string, string>>;
  /** Evaluations up to this one are in it. */
  readonly evaluation: number;
}

/** How things stand now beside a basis. Costs two small queries, however many tags and rows there are. */
export interface Standing extends Pick<Basis, "definitions" | "rewritten" | "evaluation"> {
  /** Tags that fail or were never computed, evaluations that did not end well, writes of members that nobody followed up. */
  readonly unsettled: number;
}

const NAME = "evaluation.basis";
/** Kinds of evaluations that leave no tag behind: those that name what they changed are computed with it. */
const SETTLED = ["full", "incremental", "override", "assign"];

export async function readBasis(ctx: Pick<Ctx, "records">): Promise<Basis | null> {
  const row = await ctx.records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  return (row?.value as unknown as Basis | undefined) ?? null;
}

export async function keepBasis(ctx: Pick<Ctx, "records" | "clock">, basis: Basis): Promise<void> {
  const row = { value: JSON.stringify(basis), updated_at: new Date(ctx.clock()) };
  await ctx.records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** An expression of the records: everything a rule is read from. */
function definitionsSql() {
  const digest = (table: string, columns: readonly string[], where = "true") =>
    sql`(select md5(coalesce(string_agg(concat_ws('|', ${sql.join(columns.map((name) => sql.ref(name)))}), ',' order by ${sql.ref(columns[0]!)}, ${sql.ref(columns[1]!)}), '')) from ${sql.table(table)} where ${sql.raw(where)})`;
  return sql`concat_ws('/', ${sql.join([
    digest("tags", ["id", "version", "state"], "state <> 'retired'"),
    digest("segments", ["id", "name", "combination"]),
    digest("attributes", ["code", "type", "name"]),
    digest("event_types", ["code", "name"]),
    digest("properties", ["event", "code", "type", "field", "name"]),
  ])})`;
}

/** How definitions stand, in one small query: what was read from them holds while this is the same. */
export async function readDefinitions(ctx: Pick<Ctx, "records" | "workspace">): Promise<string> {
  const { rows } = await sql<{ definitions: string }>`select ${definitionsSql()} as definitions`.execute(ctx.records);
  return `${rows[0]!.definitions} ${ctx.workspace.timezone}`;
}

/** @param since evaluations after this one are looked at */
export async function readStanding(ctx: Ctx, since: number): Promise<Standing> {
  const {
    rows: [row],
  } = await sql<{ definitions: string; unwell: string; strange: string; last: string | number }>`select
    ${definitionsSql()} as definitions,
    (select count(*) from tags where state = 'published' and kind <> 'static' and (failure is not null or evaluated_at is null)) as unwell,
    (select count(*) from evaluations where id > ${since} and (state <> 'done' or kind not in (${sql.join(SETTLED)}))) as strange,
    (select coalesce(max(id), 0) from evaluations) as last`.execute(ctx.records);
  const [facts] = await ctx.facts.rows<{ rewritten: string }>(
    `SELECT concat(toString(toUnixTimestamp(max(create_time))), ':', toString(max(toUInt64OrZero(extract(mutation_id, '\\\\d+'))))) AS rewritten
     FROM system.mutations WHERE database = currentDatabase() AND table IN ('customers', 'attribute_values', 'events', 'members', 'ledger')`,
  );
  return {
    definitions: `${row!.definitions} ${ctx.workspace.timezone}`,
    rewritten: facts!.rewritten,
    evaluation: Number(row!.last),
    unsettled: Number(row!.unwell) + Number(row!.strange),
  };
}

/** What decides each tag, as short digests: its rule as it reads, and what the catalogue says of everything it names. */
export function rulesDigest(set: Pick<TagSet, "tags">, catalogue: Catalogue, timezone: string): Record<string, string> {
  return Object.fromEntries(
    [...set.tags.values()].map(({ code, id, state, rule }) => {
      const text = canonical(rule);
      const columns = (event: string) =>
        [...(catalogue.events.get(event)?.properties.values() ?? [])]
          .filter((property) => text.includes(JSON.stringify(property.code)))
          .map((property) => [property.code, property.type, property.field])
          .toSorted();
      const named = (rule ? dependenciesOf(rule) : []).map((dependency) => {
        switch (dependency.kind) {
          case "attribute":
            return [dependency.attribute, catalogue.attributes.get(dependency.attribute)?.type];
          case "tag":
            return [dependency.tag, set.tags.get(dependency.tag)?.id];
          case "event":
            return [dependency.event, columns(dependency.event)];
        }
      });
      return [
        code,
        createHash("sha256")
          .update(canonical([id, state, text, named, timezone]))
          .digest("base64")
          .slice(0, 16),
      ];
    }),
  );
}

/** Tags that are decided otherwise than at the last evaluation, and those that name such. Without one, all. */
export function changedTags(
  basis: Pick<Basis, "rules"> | null,
  digest: Readonly<Record<string, string>>,
  rules: ReadonlyMap<string, TagRule>,
): ReadonlySet<string> {
  const changed = Object.keys(digest).filter((code) => digest[code] !== basis?.rules[code]);
  return new Set([...affectedBy(rules, new Set(changed))].filter((code) => rules.has(code)));
}
