import { listOf } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import type { Lets, ReasonCode } from "../../mapping/index.ts";
import { FORM_FAULTS, type FormFault, formOf, IDENTITY_FORMS, type IdentityFault } from "../../identifiers/index.ts";
import type { StagedFile } from "../../files/index.ts";
import type { ImportPlan, PlannedIdentity, Target } from "../plan/importPlan.ts";
import { digestSql, hashSql } from "./hash.ts";
import type { Work } from "./work.ts";

/** A staging table of the file's rows as the mapping reads them: fault, identities, time, hash and values. */
export interface MappedRows {
  readonly table: string;
  /** Column `bad` is 0, or the position in this list, counted from 1. */
  readonly reasons: readonly { readonly code: ReasonCode; readonly where: string | undefined }[];
}

const MAX_IDENTITY_CHARACTERS = 512;

interface Column {
  readonly name: string;
  readonly kind: string;
  readonly sql: Sql;
}

/** Computes each expression once, in one pass over the staged file. */
export async function mapRows({ ctx, run, table }: Work, source: StagedFile, plan: ImportPlan, lets: Lets): Promise<MappedRows> {
  const checks = checksOf(source, plan);
  const bad = firstOf(
    checks.map(({ when }, index) => ({ when, then: literal.integer(index + 1) })),
    lets,
  );
  const rounded = [...plan.attributes, ...plan.properties].flatMap((target) => target.rounded ?? []);
  const columns: Column[] = [
    { name: "_row", kind: "UInt64", sql: sql`_row` },
    { name: "bad", kind: "UInt16", sql: bad },
    ...plan.identities.flatMap(({ column, normal, fault }) => [
      { name: column, kind: "String", sql: normal },
      { name: `${column}_fault`, kind: "LowCardinality(String)", sql: fault },
    ]),
    ...(plan.event && "sql" in plan.event
      ? [{ name: "event", kind: "LowCardinality(String)", sql: sql`ifNull(${plan.event.sql}, '')` }]
      : []),
    ...(plan.time ? [{ name: "time", kind: "DateTime64(3, 'UTC')", sql: sql`ifNull(${plan.time.sql}, toDateTime64(0, 3, 'UTC'))` }] : []),
    ...(plan.tags ? [{ name: "tags", kind: "Array(String)", sql: plan.tags.sql }] : []),
    ...(plan.event ? [{ name: "hash", kind: "UInt128", sql: hashSql(plan) }] : []),
    ...(plan.id ? [{ name: "digest", kind: "UInt64", sql: digestSql(plan) }] : []),
    ...(rounded.length > 0
      ? [
          {
            name: "rounded",
            kind: "UInt8",
            sql: sql.join(
              rounded.map((each) => sql`(${each})`),
              " + ",
            ),
          },
        ]
      : []),
    ...[...plan.attributes, ...plan.properties].map(({ column, kind, sql: statement }) => ({ name: column, kind, sql: statement })),
  ];
  const name = table("rows");
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(name)} (${sql.join(columns.map((each) => sql`${sql.id(each.name)} ${literal.type(each.kind)}`))}) ENGINE = MergeTree ORDER BY tuple()`,
    run,
  );
  const from = sql`${lets.wrap(source.from())}${source.blank ? sql` WHERE NOT (${source.blank})` : sql.empty}`;
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(name)}
      SELECT ${sql.join(columns.map((each) => sql`${each.sql} AS ${sql.id(`m_${each.name}`)}`))}
      FROM ${from}
    `,
    run,
  );
  return { table: name, reasons: checks.map(({ code, where }) => ({ code, where })) };
}

/** Conditions per expression. The engine's time grows with the square of their number. */
const MAX_CHAIN_CONDITIONS = 20;

/** The `then` of the first condition that is true, else 0. */
function firstOf(cases: readonly { readonly when: Sql; readonly then: Sql }[], lets: Lets): Sql {
  if (cases.length <= MAX_CHAIN_CONDITIONS) return sql`multiIf(${sql.join(cases.map(({ when, then }) => sql`${when}, ${then}`))}, 0)`;
  const links: { when: Sql; then: Sql }[] = [];
  for (let from = 0; from < cases.length; from += MAX_CHAIN_CONDITIONS) {
    const link = lets.name(firstOf(cases.slice(from, from + MAX_CHAIN_CONDITIONS), lets));
    links.push({ when: sql`${link} > 0`, then: link });
  }
  return firstOf(links, lets);
}

interface Check {
  readonly code: ReasonCode;
  readonly where: string | undefined;
  readonly when: Sql;
}

/** Everything that makes a row bad. If several apply, the first in this list is the reason. */
function checksOf(source: StagedFile, plan: ImportPlan): Check[] {
  const at = (where: string | undefined, faults: readonly { reason: ReasonCode; when: Sql }[]): Check[] =>
    faults.map(({ reason, when }) => ({ code: reason, where, when: sql`(${when})` }));
  return [
    ...at(undefined, source.faults),
    ...identityChecks(plan.identities),
    ...(plan.event && "sql" in plan.event ? at("eventColumn", plan.event.faults) : []),
    ...(plan.time
      ? [
          ...at("time", plan.time.faults),
          ...(plan.time.broken === undefined ? [] : at("time", [{ reason: "SHEET_ERROR", when: plan.time.broken }])),
          ...at(undefined, [{ reason: "TIME_MISSING", when: sql`isNull(${plan.time.sql})` }]),
        ]
      : []),
    ...(plan.id ? at("id", [...plan.id.faults, ...idFaults(plan.id.sql)]) : []),
    ...[...plan.attributes, ...plan.properties].flatMap(({ path, faults }) => at(path, faults)),
    ...unevenLists(plan.properties),
    ...at("tags", plan.tags?.faults ?? []),
  ];
}

const REPORTED = new Set(IDENTITY_FORMS.flatMap(({ form }) => form.reported));

/** Why an identity is unusable, most specific reason first. */
const UNUSABLE: readonly (readonly [fault: IdentityFault, code: ReasonCode])[] = [
  ...(Object.keys(FORM_FAULTS) as FormFault[])
    .filter((fault) => !REPORTED.has(fault))
    .map((fault) => [fault, FORM_FAULTS[fault].code] as const),
  ["placeholder", "IDENTITY_PLACEHOLDER"],
];

function identityChecks(identities: readonly PlannedIdentity[]): Check[] {
  const nothing = sql`(${sql.and(identities.map(({ normal }) => sql`${normal} = ''`))})`;
  const broken = identities.flatMap(({ broken: each }) => (each === undefined ? [] : [each]));
  const attempted = sql.or(identities.map(({ fault }) => sql`${fault} NOT IN ('', 'empty')`));
  return [
    ...identities.flatMap(({ path, raw, faults }) => [
      ...faults.map(({ reason, when }) => ({ code: reason, where: path, when: sql`(${when})` })),
      { code: "IDENTITY_LONG" as const, where: path, when: isLongSql(raw) },
    ]),
    // Lost digits cannot be recovered from the sheet. The row is reported even if it has other identities, so that somebody corrects the
    // number.
    ...identities.flatMap(({ platform, path, fault }) =>
      (formOf(platform)?.reported ?? []).map((name) => ({
        code: FORM_FAULTS[name].code,
        where: path,
        when: sql`(${fault} = ${literal.text(name)})`,
      })),
    ),
    ...(broken.length > 0
      ? [{ code: "SHEET_ERROR" as const, where: "identities", when: sql`(${nothing} AND NOT (${attempted}) AND (${sql.or(broken)}))` }]
      : []),
    { code: "IDENTITY_MISSING", where: undefined, when: sql`(${nothing} AND NOT (${attempted}))` },
    ...UNUSABLE.map(([fault, code]) => ({
      code,
      where: undefined,
      when: sql`(${nothing} AND (${sql.or(identities.map((identity) => sql`${identity.fault} = ${literal.text(fault)}`))}))`,
    })),
    { code: "IDENTITY_UNUSABLE", where: undefined, when: nothing },
  ];
}

function isLongSql(text: Sql): Sql {
  return sql`ifNull(lengthUTF8(${text}) > ${literal.integer(MAX_IDENTITY_CHARACTERS)}, 0)`;
}

function idFaults(statement: Sql) {
  return [
    { reason: "ID_MISSING", when: sql`isNull(${statement})` },
    { reason: "ID_LONG", when: isLongSql(statement) },
  ] as const;
}

/** Members of one list are parallel arrays, so each needs the same length. */
function unevenLists(properties: readonly Target[]): Check[] {
  return [...membersByList(properties)].flatMap(([list, [first, ...others]]) =>
    others.map((other): Check => ({
      code: "LIST_UNEVEN",
      where: `properties.${list}[]`,
      when: sql`(length(${first!.sql}) != length(${other.sql}))`,
    })),
  );
}

/** Properties that are members of a list of objects, grouped by list. */
export function membersByList(properties: readonly Target[]): ReadonlyMap<string, readonly Target[]> {
  const lists = new Map<string, Target[]>();
  for (const property of properties) {
    const list = listOf(property.code);
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), property]);
  }
  return lists;
}

/** SQL over the mapped rows: true for rows that are imported. */
export const GOOD = sql`bad = 0`;

export const stamp = ({ received, batch }: Pick<Work, "received" | "batch">): Sql =>
  sql`${literal.instant(received)}, ${literal.integer(batch)}`;
