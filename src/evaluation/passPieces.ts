import { COMPILED, type Ctx, type RunOptions } from "../engine/index.ts";
import {
  countRowsSql,
  isDivisible,
  keptForLeaves,
  spansOf,
  type Keep,
  type Pass,
  type Population,
  type Span,
  type SqlScope,
} from "../rules/index.ts";

/** A pass over some customers: one statement. */
export interface Piece {
  readonly pass: Pass;
  readonly population: Population;
  /** The customers it is about, where they may be taken in two halves. */
  readonly reach: Span | null;
}

/** How big a pass is thought to be, before it runs. */
export interface PassSize {
  /** Customers who have rows, at most. */
  readonly customers: number;
  readonly rows: number;
  /** Bytes it would hold in one piece. */
  readonly bytes: number;
  /** The customers of each piece. */
  readonly spans: readonly Span[];
}

/** The universe: how many customers there are, and the highest number. */
export interface Universe {
  readonly customers: number;
  readonly highest: number;
}

/** From so many customers on a pass runs for longer than compiling it takes. */
const COMPILED_FROM_CUSTOMERS = 250_000;

/** A small pass takes the engine as long to plan as to run: nothing else than the primary key would find its rows. */
const SMALL_PASS_SETTINGS = {
  optimize_use_projections: 0,
  optimize_use_implicit_projections: 0,
  use_skip_indexes: 0,
  use_query_condition_cache: 0,
};

/** How a pass over everybody is run, or over a population (null). */
export function settingsFor(universe: Universe | null): NonNullable<RunOptions["settings"]> {
  if (universe === null) return SMALL_PASS_SETTINGS;
  return universe.customers >= COMPILED_FROM_CUSTOMERS ? COMPILED : {};
}

/** Room for blocks of rows and for what an estimate overlooks. */
const MEMORY_SHARE = 0.7;

/** Bytes that each of two statements side by side may plan with. */
function budgetOf(ctx: Pick<Ctx, "memoryBytes">): number {
  return Math.floor((ctx.memoryBytes / 2) * MEMORY_SHARE);
}

/** What a pass over everybody would hold, and the spans of customers that fit the memory. Null for a pass that is never cut. */
export async function sizeOf(ctx: Ctx, pass: Pass, scope: SqlScope, universe: Universe): Promise<PassSize | null> {
  return isDivisible(pass) && pass.leaves.length > 0 ? sized(ctx, pass, keptForLeaves(pass, scope), universe) : null;
}

async function sized(ctx: Ctx, pass: Pass, keep: Keep, { customers, highest }: Universe): Promise<PassSize> {
  const [counted] = await ctx.facts.rows<{ rows: string }>(countRowsSql(pass));
  const rows = Number(counted!.rows);
  const found = Math.min(customers, rows);
  const bytes = keep.perCustomer * found + keep.perRow * rows;
  return { customers: found, rows, bytes, spans: spansOf(bytes, highest, budgetOf(ctx)) };
}

/** Passes in pieces, in their order: a pass that would not fit is taken over spans of customers one after another. */
export async function piecesOf(
  ctx: Ctx,
  passes: readonly Pass[],
  scope: SqlScope,
  universe: Universe | null,
  population: string | undefined,
  keepOf: (pass: Pass) => Keep = (pass) => keptForLeaves(pass, scope),
): Promise<Piece[]> {
  const whole: Population = population === undefined ? { kind: "everybody" } : { kind: "set", sql: population };
  const pieces: Piece[] = [];
  for (const pass of passes) {
    if (universe === null || !isDivisible(pass)) {
      pieces.push({ pass, population: whole, reach: null });
      continue;
    }
    const keep = keepOf(pass);
    // Rows are counted only where it is in doubt that all customers would fit.
    const fits = keep.perRow === 0 && keep.perCustomer * universe.customers <= budgetOf(ctx);
    const spans = fits ? [] : (await sized(ctx, pass, keep, universe)).spans;
    if (spans.length > 1) for (const span of spans) pieces.push({ pass, population: { kind: "span", ...span }, reach: span });
    else pieces.push({ pass, population: whole, reach: { from: 0, below: universe.highest + 1 } });
  }
  return pieces;
}
