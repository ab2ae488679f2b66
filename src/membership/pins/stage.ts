import { literal, type Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { valuesOf, type TagRule } from "../../rules/index.ts";
import { pinsInForce } from "./inForce.ts";
import { holdingsOf } from "./over.ts";

/** A tag as far as pins are concerned. */
export interface Pinnable {
  readonly id: number;
  readonly rule?: TagRule | null;
}

/** Pins at hand in the fact store, to be laid over members that rules found. */
export interface StagedPins {
  /** SQL for `tag, value, inside, customers`: who is held in and who is held out. Null where none of the tags has a pin. */
  rows(tags: readonly number[]): string | null;
  drop(): Promise<void>;
}

const NONE: StagedPins = { rows: () => null, drop: async () => undefined };
let staged = 0;

/**
 * Lays out the pins that hold at an instant for rule and tiered tags, of everybody or of a set of SQL. Costs one look at the
 * records when there are none.
 */
export async function stagePins(ctx: Ctx, tags: readonly Pinnable[], at: Instant, population?: string): Promise<StagedPins> {
  const values = new Map(
    tags.flatMap(({ id, rule }) => (rule?.kind === "rule" || rule?.kind === "tiered" ? [[id, valuesOf(rule)] as const] : [])),
  );
  const holdings = values.size === 0 ? [] : holdingsOf(await pinsInForce(ctx, at), values);
  if (holdings.length === 0) return NONE;
  const table = `stage_pins_${process.pid}_${Date.now()}_${++staged}`;
  await ctx.facts.run(`CREATE TABLE ${table} (tag UInt32, value String, customer UInt32, inside Bool) ENGINE = Memory`);
  await ctx.facts.insert(table, holdings);
  const pinned = new Set(holdings.map(({ tag }) => tag));
  return {
    rows(among) {
      const concerned = among.filter((tag) => pinned.has(tag));
      if (concerned.length === 0) return null;
      const within = population === undefined ? "" : ` AND customer IN ${population}`;
      return `SELECT tag, value, inside, groupBitmapState(customer) AS customers FROM ${table} WHERE tag IN (${concerned.map(literal.integer).join(", ")})${within} GROUP BY tag, value, inside`;
    },
    drop: () => ctx.facts.run(`DROP TABLE IF EXISTS ${table}`),
  };
}

/** Bitmaps `tag, value, customers` with pins on top. @param pins as `rows` of staged pins gives them */
export function pinnedSql(found: string, pins: string | null): string {
  if (pins === null) return found;
  const part = (number: number) => `groupBitmapMergeStateIf(bitmaps, part = ${number})`;
  return `SELECT tag, value, bitmapOr(bitmapAndnot(${part(0)}, ${part(2)}), ${part(1)}) AS customers FROM (
    SELECT tag, value, 0 AS part, customers AS bitmaps FROM (${found})
    UNION ALL SELECT tag, value, if(inside, 1, 2) AS part, customers AS bitmaps FROM (${pins})) GROUP BY tag, value`;
}
