import { instantOfFacts, factsInstant, literal, type Ctx } from "../../engine/index.ts";
import type { AttributeRow } from "./attributeRows.ts";
import type { EventRow } from "./eventRows.ts";
import { isOld, keyOfEvent, knownKeys } from "./sent.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

/**
 * Of the events, those that nobody has sent before: the first of each number. What was received in the last months is known by its
 * number alone. An older event may also have been received before that; it is looked for where it would stand, and only customers
 * below `firstNew` can have any.
 */
export async function unknownEvents({ facts }: Pick<Ctx, "facts">, rows: readonly EventRow[], firstNew: number): Promise<EventRow[]> {
  const keys = rows.map((row) => keyOfEvent(row.id));
  const known = new Set(await knownKeys({ facts }, [...new Set(keys)]));
  const fresh = rows.filter((_, index) => {
    const key = keys[index]!;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  const doubtful = fresh.filter((row) => row.customer < firstNew && isOld(row));
  if (doubtful.length === 0) return fresh;
  // By event and customer the store finds the few granules that can hold them. The last 32 bits are quicker to read than whole
  // numbers of 128; what only they share is told apart below.
  const there = await facts.rows<{ number: string }>(
    `SELECT toString(id) AS number FROM events
    WHERE event IN ${list(
      doubtful.map((row) => row.event),
      literal.text,
    )} AND customer IN ${list(
      doubtful.map((row) => row.customer),
      literal.integer,
    )}
    AND toUInt32(id) IN [${doubtful.map((row) => BigInt.asUintN(32, BigInt(row.id))).join(", ")}]`,
    INGEST,
  );
  const have = new Set(there.map(({ number }) => number));
  return have.size === 0 ? fresh : fresh.filter((row) => !have.has(row.id));
}

function list<T>(values: readonly T[], write: (value: T) => string): string {
  return `[${[...new Set(values)].map(write).join(", ")}]`;
}

/**
 * Of the attribute values, those the fact store does not have for the same instant. Where it has another value for that instant,
 * ours counts as received after it: the last word said is the one that holds.
 */
export async function unknownAttributes(
  { facts }: Pick<Ctx, "facts">,
  rows: readonly AttributeRow[],
  firstNew: number,
): Promise<AttributeRow[]> {
  const distinct = [...new Map(rows.map((row) => [placeOf(row), row])).values()];
  const doubtful = distinct.filter((row) => row.customer < firstNew);
  if (doubtful.length === 0) return distinct;
  const instants = doubtful.map((row) => row.at).toSorted();
  const known = await facts.rows<AttributeRow>(
    `SELECT attribute, customer, at, received, text, number, time, date, flag, list, cleared FROM attribute_values
    WHERE attribute IN ${list(
      doubtful.map((row) => row.attribute),
      literal.text,
    )}
    AND customer IN ${list(
      doubtful.map((row) => row.customer),
      literal.integer,
    )}
    AND at BETWEEN ${literal.instant(instantOfFacts(instants[0]!))} AND ${literal.instant(instantOfFacts(instants.at(-1)!))}
    ORDER BY attribute, customer, at DESC, received DESC, batch DESC LIMIT 1 BY attribute, customer, at`,
    INGEST,
  );
  const last = new Map(known.map((row) => [placeOf(row), row]));
  return distinct
    .filter((row) => {
      const there = last.get(placeOf(row));
      return there === undefined || contentOf(there) !== contentOf(row);
    })
    .map((row) => {
      const there = last.get(placeOf(row));
      // In place: the caller knows its rows by who they are.
      if (there !== undefined && there.received >= row.received) row.received = after(there.received);
      return row;
    });
}

function placeOf({ attribute, customer, at }: AttributeRow): string {
  return `${customer} ${at} ${attribute}`;
}

function contentOf({ text, number, time, date, flag, list: texts, cleared }: AttributeRow): string {
  return JSON.stringify([text, number, time, date, flag, texts, cleared]);
}

function after(received: string): string {
  return factsInstant(instantOfFacts(received) + 1);
}
