import { COMPILED, type Ctx, type RunOptions, type Sql } from "../engine/index.ts";
import {
  countRowsSql,
  halvesOf,
  isDivisible,
  keptForLeaves,
  spansOf,
  type Keep,
  type Pass,
  type Population,
  type Span,
  type SqlScope,
} from "../rules/index.ts";

/** A pass over some customers, run as one statement. */
export interface Piece {
  readonly pass: Pass;
  readonly population: Population;
  /** The span of customers, where it may be halved; null where it may not. */
  readonly reach: Span | null;
}

/** The estimated size of a pass. */
export interface PassSize {
  /** Customers who have rows, at most. */
  readonly customers: number;
  readonly rows: number;
  /** Bytes of memory if it ran in one piece. */
  readonly bytes: number;
  /** The span of customers of each piece. */
  readonly spans: readonly Span[];
}

/** The number of customers, and the highest customer number. */
export interface Universe {
  readonly customers: number;
  readonly highest: number;
}

/** From this many customers on, compiled expressions save more time than compiling them takes. */
const COMPILED_FROM_CUSTOMERS = 250_000;

/** For a small pass the engine takes as long to plan as to run. Only the primary key helps it to find rows, so other indexes are off. */
const SMALL_PASS_SETTINGS = {
  optimize_use_projections: 0,
  optimize_use_implicit_projections: 0,
  use_skip_indexes: 0,
  use_query_condition_cache: 0,
};

/** Settings of a pass over everybody; null: over a population. */
export function settingsFor(universe: Universe | null): NonNullable<RunOptions["settings"]> {
  if (universe === null) return SMALL_PASS_SETTINGS;
  return universe.customers >= COMPILED_FROM_CUSTOMERS ? COMPILED : {};
}

/** The rest is left for blocks of rows and for errors of the estimate. */
const MEMORY_SHARE = 0.7;

/** Bytes that each of two concurrent statements may use. */
function budgetOf(ctx: Pick<Ctx, "memoryBytes">): number {
  return Math.floor((ctx.memoryBytes / 2) * MEMORY_SHARE);
}

/** The memory that a pass over everybody needs, and spans of customers that fit. Null for a pass that is never divided. */
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

/** Divides passes into pieces, in the order of the passes. A pass that does not fit into memory becomes one piece per span of customers. */
export async function piecesOf(
  ctx: Ctx,
  passes: readonly Pass[],
  scope: SqlScope,
  universe: Universe | null,
  population: Sql | undefined,
  keepOf: (pass: Pass) => Keep = (pass) => keptForLeaves(pass, scope),
): Promise<Piece[]> {
  const asked: Population = population === undefined ? { kind: "everybody" } : { kind: "set", sql: population };
  const pieces: Piece[] = [];
  for (const pass of passes) {
    if (universe === null || !isDivisible(pass)) {
      pieces.push({ pass, population: asked, reach: null });
      continue;
    }
    const keep = keepOf(pass);
    // Rows are counted only when it is not certain that all customers fit.
    const fits = keep.perRow === 0 && keep.perCustomer * universe.customers <= budgetOf(ctx);
    const spans = fits ? [] : (await sized(ctx, pass, keep, universe)).spans;
    if (spans.length > 1) for (const span of spans) pieces.push({ pass, population: { kind: "span", ...span }, reach: span });
    else pieces.push({ pass, population: asked, reach: { from: 0, below: universe.highest + 1 } });
  }
  return pieces;
}

/** With fewer customers a further statement costs more than it saves. */
const PAIRS_FROM_CUSTOMERS = 250_000;

/** Two statements run side by side. Of an odd number the last would leave half of the cores idle, so it is run as two. */
export function inPairs(pieces: readonly Piece[], universe: Universe | null): readonly Piece[] {
  const last = pieces.at(-1);
  if (!last?.reach || pieces.length === 1 || pieces.length % 2 === 0 || !universe || universe.customers < PAIRS_FROM_CUSTOMERS)
    return pieces;
  const spans = halvesOf(last.reach) ?? [];
  const halves = spans.map((span): Piece => ({ pass: last.pass, population: { kind: "span", ...span }, reach: span }));
  return halves.length === 0 ? pieces : [...pieces.slice(0, -1), ...halves];
}
