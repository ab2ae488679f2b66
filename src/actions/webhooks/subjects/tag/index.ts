import { problem, tagKind } from "../../../../kernel/index.ts";
import { countMoves, movesOf } from "../../../../membership/index.ts";
import { valuesOf } from "../../../../rules/index.ts";
import { findTag, hiddenTags, visibleTagNames, visibleTags } from "../../../../tags/index.ts";
import { typeNamed, type ServerSubjectKind, type Subject } from "../subjectKind.ts";
import { customerTagChanged } from "./customerTagChanged.ts";
import { customerTagEntered } from "./customerTagEntered.ts";
import { customerTagLeft } from "./customerTagLeft.ts";

interface TagSubject extends Subject {
  /** Numbers of tags. */
  readonly tags: readonly number[];
}

const TYPES = [customerTagLeft, customerTagChanged, customerTagEntered];

/** Moves of customers into, out of and within tags, from the membership history. */
export const tagSubject: ServerSubjectKind<TagSubject> = {
  kind: "tag",
  types: TYPES.map(({ type }) => type),
  isNamedBy: ({ tags = [] }) => tags.length > 0,
  isWatchedBy: ({ tags }) => tags.length > 0,
  /** @throws TAG_NOT_FOUND, WEBHOOK_METRIC, WEBHOOK_NO_TIERS */
  async resolve(ctx, { tags = [] }, types) {
    const set = await visibleTags(ctx);
    const found = tags.map((name) => findTag(set, name));
    // Each customer has a value of such a tag: nobody enters or leaves it.
    const valued = found.find(({ kind }) => !tagKind(kind).hasMembers);
    if (valued) throw problem("WEBHOOK_METRIC", { tag: valued.name.zh });
    if (types.every((type) => typeNamed(TYPES, type).needsTiers) && !found.some(({ kind }) => tagKind(kind).hasTiers))
      throw problem("WEBHOOK_NO_TIERS", {});
    return { tags: [...new Set(found.map(({ id }) => id))] };
  },
  async describe(ctx) {
    const faces = await visibleTagNames(ctx);
    return ({ tags }) => ({
      tags: tags.flatMap((id) => {
        const face = faces.get(id);
        return face ? [{ code: face.code, name: face.name }] : [];
      }),
    });
  },
  async current(ctx, { tags }) {
    const hidden = await hiddenTags(ctx);
    return { kind: "tag", tags: tags.filter((id) => !hidden.has(id)) };
  },
  async count(ctx, { tags }, range) {
    const counted = await countMoves(ctx, tags, range);
    return counted.map(({ evaluation, moves }) => ({
      evaluation,
      changes: Object.fromEntries(TYPES.map(({ type, move }) => [type, moves[move]])),
    }));
  },
  async read(ctx, { tags }, name, evaluation, page) {
    const faces = await visibleTagNames(ctx);
    const type = typeNamed(TYPES, name);
    const moves = await movesOf(ctx, { tags, kind: type.move }, evaluation, page);
    return {
      at: moves[0]?.at ?? null,
      changes: moves.flatMap((move) => {
        const face = faces.get(move.tag);
        if (!face) return [];
        const { customer, cause } = move;
        return [{ customer, cause, tag: { code: face.code, name: face.name }, ...type.fields(move, face.kind) }];
      }),
    };
  },
  async sample(ctx, { tags }, name) {
    const { tags: all } = await visibleTags(ctx);
    const type = typeNamed(TYPES, name);
    for (const { id, code, name: shown, rule } of all.values()) {
      const fields = tags.includes(id) ? type.sample(rule ? valuesOf(rule) : []) : null;
      if (fields) return { tag: { code, name: shown }, ...fields };
    }
    return {};
  },
};
