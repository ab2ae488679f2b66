import { Problem, problem } from "../../../../kernel/index.ts";
import type { Rule } from "../../../../rules/index.ts";
import { countSegmentMoves, segmentMovesOf } from "../../../../segments/index.ts";
import { visibleTags } from "../../../../tags/index.ts";
import { typeNamed, type ServerSubjectKind, type Subject } from "../subjectKind.ts";
import { customerSegmentEntered } from "./customerSegmentEntered.ts";
import { customerSegmentLeft } from "./customerSegmentLeft.ts";

interface SegmentSubject extends Subject {
  readonly id: string;
  readonly name: string;
  /** The combination of tags. */
  readonly where: Rule;
}

const TYPES = [customerSegmentLeft, customerSegmentEntered];

/** Moves of customers into and out of a saved segment, computed from the history of the tags that it combines. */
export const segmentSubject: ServerSubjectKind<SegmentSubject> = {
  kind: "segment",
  types: TYPES.map(({ type }) => type),
  isNamedBy: ({ segment }) => segment !== undefined,
  isWatchedBy: ({ segment }) => segment !== null,
  /** @throws SEGMENT_NOT_FOUND */
  async resolve(ctx, { segment = "" }) {
    const found = [...(await visibleTags(ctx)).segments.values()].find(({ id, name }) => id === segment || name === segment);
    if (!found) throw problem("SEGMENT_NOT_FOUND", { segment });
    return { segment: found.id };
  },
  async describe(ctx) {
    const { segments } = await visibleTags(ctx);
    return ({ segment: id }) => ({ segment: id === null ? null : { id, name: segments.get(id)?.name ?? id } });
  },
  async current(ctx, { segment }) {
    const found = (await visibleTags(ctx)).segments.get(segment!);
    return found ? { kind: "segment", id: found.id, name: found.name, where: found.of } : null;
  },
  async count(ctx, subject, range) {
    const counted = await orNothing(() => countSegmentMoves(ctx, subject.where, range));
    return counted.map(({ evaluation, moves }) => ({
      evaluation,
      changes: Object.fromEntries(TYPES.map(({ type, move }) => [type, moves[move]])),
    }));
  },
  async read(ctx, subject, type, evaluation, page) {
    // A right may have been taken away since the delivery was planned.
    if (!(await visibleTags(ctx)).segments.has(subject.id)) return { at: null, changes: [] };
    const kind = typeNamed(TYPES, type).move;
    const moves = await orNothing(() => segmentMovesOf(ctx, { where: subject.where, kind }, evaluation, page));
    const { id, name } = subject;
    return { at: moves[0]?.at ?? null, changes: moves.map(({ customer, cause }) => ({ customer, cause, segment: { id, name } })) };
  },
  sample: async (_, { id, name }) => ({ segment: { id, name } }),
};

/** A tag of the segment, or one of its tiers, may no longer exist: then nobody moves into or out of the segment. */
async function orNothing<T>(read: () => Promise<T[]>): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Problem && (error.code.startsWith("COMBINATION_") || error.code === "RULE_UNKNOWN_VALUE")) return [];
    throw error;
  }
}
