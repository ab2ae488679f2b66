import { type Ctx, type Lane, sql, type Sql } from "../engine/index.ts";
import type { Problem } from "../kernel/index.ts";
import { halvesOf, leavesSql, splitPass, type Pass, type SqlScope } from "../rules/index.ts";
import { PASS_SECONDS, isPassFailure } from "./passFailure.ts";
import { inPairs, piecesOf, settingsFor, type Piece, type Universe } from "./passPieces.ts";

/** The input of computing leaf bitmaps. */
export interface PassesInput {
  readonly passes: readonly Pass[];
  /** The table `leaf, customers` that receives the bitmaps. */
  readonly leaves: string;
  readonly scope: SqlScope;
  /** An SQL set; absent: all customers. */
  readonly population: Sql | undefined;
  /** All customers, so that passes can be divided to fit into memory; null for a run over a population. */
  readonly universe: Universe | null;
  readonly signal: AbortSignal | undefined;
  /** Called when a pass begins. */
  readonly begins: (pass: Pass) => void;
}

/** A leaf that exceeds the memory is computed over halves of the customers, then over halves of those, at most this often. */
const MAX_HALVINGS = 3;

/**
 * Runs passes in pieces that fit into memory. Two statements run at the same time, each with half of the memory and the cores: that is
 * faster than one statement with all cores. When a piece fails, only leaves that cannot be computed alone fail. Returns these leaves, with
 * the reason.
 */
export async function runPasses(ctx: Ctx, input: PassesInput): Promise<Map<string, Problem>> {
  const broken = new Map<string, Problem>();
  // A pass that ranks some customers reads the bitmaps that select them, so it runs after the passes that make those.
  const isLater = ({ source }: Pass) => source.kind === "ranked" && source.among !== null;
  await runTogether(
    ctx,
    input,
    input.passes.filter((pass) => !isLater(pass)),
    broken,
  );
  for (const pass of input.passes.filter(isLater)) await runTogether(ctx, input, [pass], broken);
  return broken;
}

/** Runs passes that do not depend on each other. */
async function runTogether(ctx: Ctx, input: PassesInput, passes: readonly Pass[], broken: Map<string, Problem>): Promise<void> {
  const pieces = inPairs(await piecesOf(ctx, passes, input.scope, input.universe, input.population), input.universe);
  const begun = new Set<Pass>();
  const queue = pieces.values();
  let stopped = false;
  const work = async (lane: Lane): Promise<void> => {
    for (const piece of queue) {
      if (stopped) return;
      if (!begun.has(piece.pass)) input.begins(piece.pass);
      begun.add(piece.pass);
      await runPiece(ctx, input, piece, lane, MAX_HALVINGS, broken).catch((error: unknown) => {
        stopped = true;
        throw error;
      });
    }
  };
  const workers = pieces.length > 1 ? [work("left"), work("right")] : [work("heavy")];
  // Both workers must end before this returns: otherwise one could still write after a failure of the other.
  for (const ended of await Promise.allSettled(workers)) if (ended.status === "rejected") throw ended.reason;
}

async function runPiece(
  ctx: Ctx,
  input: PassesInput,
  { pass, population, reach }: Piece,
  lane: Lane,
  halvings: number,
  broken: Map<string, Problem>,
): Promise<void> {
  const statement = leavesSql(pass, input.scope, population);
  if (statement === null || pass.leaves.every((leaf) => broken.has(leaf.id))) return;
  const limits = { maxSeconds: ctx.passSeconds ?? PASS_SECONDS };
  const options = { lane, limits, settings: settingsFor(input.universe), ...(input.signal && { signal: input.signal }) };
  try {
    await ctx.facts.run(sql`INSERT INTO ${sql.id(input.leaves)} ${statement}`, options);
  } catch (error) {
    if (!isPassFailure(error, input.signal)) throw error;
    // The pass exceeded a limit. Its leaves are divided into halves, so that in the end only a leaf that is too big alone fails.
    const halves = splitPass(pass);
    if (halves) {
      for (const half of halves) await runPiece(ctx, input, { pass: half, population, reach }, lane, halvings, broken);
      return;
    }
    const spans = error.code === "FACTS_MEMORY" && reach !== null && halvings > 0 ? halvesOf(reach) : null;
    if (spans) {
      for (const span of spans)
        await runPiece(ctx, input, { pass, population: { kind: "span", ...span }, reach: span }, lane, halvings - 1, broken);
      return;
    }
    ctx.log.warn({ source: pass.source, err: error }, "a pass failed; its tags keep their last members");
    for (const leaf of pass.leaves) broken.set(leaf.id, error);
  }
}
