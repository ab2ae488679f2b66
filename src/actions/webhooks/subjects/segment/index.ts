import { Problem, problem } from "../../../../kernel/index.ts";
import type { Rule } from "../../../../rules/index.ts";
import { countSegmentMoves, segmentMovesOf } from "../../../../segments/index.ts";
import { loadTags } from "../../../../tags/index.ts";
import { typeNamed, type Subject, type WebhookSubjectKind } from "../subjectKind.ts";
import { customerSegmentEntered } from "./customerSegmentEntered.ts";
import { customerSegmentLeft } from "./customerSegmentLeft.ts";

type SegmentSubject = Extract<Subject, { kind: "segment" }>;

const TYPES = [customerSegmentLeft, customerSegmentEntered];

/** Moves of customers into and out of a saved segment, computed from the history of the tags that it combines. */
export const segmentSubject: WebhookSubjectKind<SegmentSubject> = {
  kind: "segment",
  types: TYPES.map(({ type }) => type),
  isNamedBy: ({ segment }) => segment !== undefined,
  isWatchedBy: ({ segment }) => segment !== null,
  /** @throws SEGMENT_NOT_FOUND */
  async resolve(ctx, { segment = "" }) {
    const found = [...(await loadTags({ ctx })).segments.values()].find(({ id, name }) => id === segment || name === segment);
    if (!found) throw problem("SEGMENT_NOT_FOUND", { segment });
    return { tags: [], segment: found.id };
  },
  named: async (_, { segment }) => (segment === null ? {} : { segment }),
  async current(ctx, { segment }) {
    const found = (await loadTags({ ctx })).segments.get(segment!);
    return found ? { kind: "segment", id: found.id, name: found.name, where: found.of } : null;
  },
  async count(ctx, subject, range) {
    const counted = await orNothing(() => countSegmentMoves(ctx, combinationOf(subject), range));
    return counted.map(({ evaluation, moves }) => ({
      evaluation,
      changes: Object.fromEntries(TYPES.map(({ type, move }) => [type, moves[move]])),
    }));
  },
  async read(ctx, subject, type, evaluation, page) {
    const kind = typeNamed(TYPES, type).move;
    const moves = await orNothing(() => segmentMovesOf(ctx, { where: combinationOf(subject), kind }, evaluation, page));
    const { id, name } = subject;
    return { at: moves[0]?.at ?? null, changes: moves.map(({ customer, cause }) => ({ customer, cause, segment: { id, name } })) };
  },
  sample: async (_, { id, name }) => ({ segment: { id, name } }),
};

function combinationOf({ where }: SegmentSubject): Rule {
  return where as Rule;
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
