import { readCatalogue, STORED_TYPES, type PropertyDef } from "../../catalogue/index.ts";
import type { EventDetail } from "../../contract/index.ts";
import { instantOfFacts, literal, type Ctx, type Verb, sql, type Sql } from "../../engine/index.ts";
import { formatInstant, problem, requirePermission } from "../../kernel/index.ts";
import { shownSample } from "../mask.ts";
import { violationsOf } from "./violations.ts";

/** Shares and samples come from this many events; counts cover all events. */
const SAMPLED_EVENTS = 20_000;
const SAMPLE_VALUES = 3;
const SAMPLE_LETTERS = 60;

/** One event of the catalogue: how often it occurs, and for each property how often it has a value, with samples. @throws NOT_FOUND */
export async function readEventUse({ ctx, input }: Verb<{ readonly event: string }>): Promise<EventDetail> {
  requirePermission(ctx, "tag.read");
  const event = (await readCatalogue({ ctx })).events.get(input.event);
  if (!event) throw problem("NOT_FOUND", { what: input.event });
  const where = sql`event = ${literal.text(event.code)}`;
  const [count] = await ctx.facts.rows<{ events: string; first: string; last: string }>(
    sql`
      SELECT count() AS events, min(time) AS first, max(time) AS last
      FROM events
      WHERE ${where}
    `,
  );
  const any = count!.events !== "0";
  const properties = [...event.properties.values()];
  const use = any ? await look(ctx, where, properties) : new Map<string, Looked>();
  const violations = await violationsOf(ctx, event.code);
  return {
    code: event.code,
    name: event.name,
    labelled: event.labelled,
    events: Number(count!.events),
    firstSeen: any ? formatInstant(instantOfFacts(count!.first)) : null,
    lastSeen: any ? formatInstant(instantOfFacts(count!.last)) : null,
    properties: properties.map(({ code, name, type, sensitivity }) => ({
      code,
      name,
      type,
      sensitivity,
      share: use.get(code)?.share ?? 0,
      samples: (use.get(code)?.samples ?? []).flatMap((sample) => shownSample(ctx, { code, sensitivity }, sample) ?? []),
      violations: violations(code, sensitivity),
    })),
  };
}

interface Looked {
  readonly share: number;
  readonly samples: readonly string[];
}

async function look({ facts }: Ctx, where: Sql, properties: readonly PropertyDef[]): Promise<Map<string, Looked>> {
  if (properties.length === 0) return new Map();
  const columns = properties.map(({ field, array, type }, at) => {
    const column = literal.name(field);
    const list = array || STORED_TYPES[type].absent !== null;
    const there = list ? sql`arrayExists(x -> isNotNull(x), ${column})` : sql`isNotNull(${column})`;
    const texts = list
      ? sql`arrayMap(x -> toString(assumeNotNull(x)), arrayFilter(x -> isNotNull(x), ${column}))`
      : sql`[toString(assumeNotNull(${column}))]`;
    return sql`
      countIf(${there}) / count() AS ${sql.id(`share_${at}`)},
      topKArrayIf(${literal.integer(SAMPLE_VALUES)})(${texts}, ${there}) AS ${sql.id(`samples_${at}`)}
    `;
  });
  const fields = sql.join([...new Set(properties.map(({ field }) => field))].map(literal.name));
  const [row] = await facts.rows<Record<string, unknown>>(
    sql`
      SELECT
        ${sql.join(columns, ",\n")}
      FROM (
        SELECT ${fields}
        FROM events
        WHERE ${where}
        LIMIT ${literal.integer(SAMPLED_EVENTS)}
      )
    `,
  );
  return new Map(
    properties.map(({ code }, at) => [
      code,
      {
        share: Number(row![`share_${at}`]),
        samples: (row![`samples_${at}`] as string[]).map((text) => [...text].slice(0, SAMPLE_LETTERS).join("")),
      },
    ]),
  );
}
