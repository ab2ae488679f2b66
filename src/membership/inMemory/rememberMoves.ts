import { versionOf, type Ctx } from "../../engine/index.ts";
import type { Move } from "../commitMoves.ts";
import { CustomerSet } from "./customerSet.ts";
import type { HistoryMoves } from "./memberSets.ts";
import { mostBytes, REMEMBERED } from "./remembered.ts";

/**
 * Applies the moves of an evaluation of this process, which has just ended, to what is remembered, so that the next use need not read them
 * from the history. Does nothing where another evaluation ended, or members were rewritten, since they were read.
 */
export async function rememberMoves(
  ctx: Pick<Ctx, "records" | "caches" | "memoryBytes">,
  evaluation: number,
  moves: readonly Move[],
): Promise<void> {
  if (!ctx.caches.get(REMEMBERED)?.sets) return;
  const [members, rewritten] = await Promise.all([versionOf(ctx, "members"), versionOf(ctx, "membersRewritten")]);
  const known = ctx.caches.get(REMEMBERED);
  if (!known?.sets || known.rewritten !== rewritten || known.members !== members - 1 || known.through !== evaluation - 1) return;
  ctx.caches.drop(REMEMBERED);
  const applied = known.sets.apply(historyOf(evaluation, moves));
  if (applied && known.sets.bytes <= mostBytes(ctx)) ctx.caches.set(REMEMBERED, { ...known, members, through: evaluation });
}

function historyOf(evaluation: number, moves: readonly Move[]): HistoryMoves[] {
  return Array.from(Map.groupBy(moves, ({ tag, value }) => JSON.stringify([tag, value])).values(), (group): HistoryMoves => ({
    tag: group[0]!.tag,
    value: group[0]!.value,
    evaluation,
    entered: customersOf(group, true),
    left: customersOf(group, false),
  }));
}

function customersOf(moves: readonly Move[], isEntering: boolean): CustomerSet {
  const set = new CustomerSet();
  for (const move of moves) if (move.isEntering === isEntering) set.add(move.customer);
  return set;
}
