import type { WebhookTypeName } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { countSegmentMoves, segmentMovesOf, type SegmentMoveKind } from "../../../segments/index.ts";
import { combinationOf, type SegmentSubject } from "../subject.ts";
import type { Source } from "./source.ts";

const KINDS = { "customer.segment.left": "left", "customer.segment.entered": "entered" } as const;
type SegmentType = keyof typeof KINDS;

/** Moves of customers into and out of a saved segment, computed from the history of the tags that it combines. */
export const segmentMoves: Source<SegmentSubject> = {
  types: Object.keys(KINDS) as SegmentType[],
  async count(ctx, subject, range) {
    const counted = await orNothing(() => countSegmentMoves(ctx, combinationOf(subject), range));
    return counted.map(({ evaluation, moves }) => ({
      evaluation,
      changes: { "customer.segment.left": moves.left, "customer.segment.entered": moves.entered },
    }));
  },
  async read(ctx, subject, type, evaluation, page) {
    const kind = kindOf(type);
    const moves = await orNothing(() => segmentMovesOf(ctx, { where: combinationOf(subject), kind }, evaluation, page));
    const { id, name } = subject;
    return { at: moves[0]?.at ?? null, changes: moves.map(({ customer, cause }) => ({ customer, cause, segment: { id, name } })) };
  },
  async sample(_, { id, name }) {
    return { segment: { id, name } };
  },
};

function kindOf(type: WebhookTypeName): SegmentMoveKind {
  return KINDS[type as SegmentType];
}

/** A tag of the segment, or one of its tiers, may no longer exist: then nobody moves into or out of the segment. */
async function orNothing<T>(read: () => Promise<T[]>): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Problem && (error.code.startsWith("COMBINATION_") || error.code === "RULE_UNKNOWN_VALUE")) return [];
    throw error;
  }
}
