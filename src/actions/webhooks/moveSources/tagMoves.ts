import type { WebhookTypeName } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { countMoves, movesOf, type MoveKind } from "../../../membership/index.ts";
import { valuesOf } from "../../../rules/index.ts";
import { loadTags, tagNames } from "../../../tags/index.ts";
import type { TagsSubject } from "../subject.ts";
import type { Source } from "./source.ts";

const KINDS = { "customer.tag.left": "left", "customer.tag.changed": "changed", "customer.tag.entered": "entered" } as const;
type TagType = keyof typeof KINDS;
const TYPES = Object.keys(KINDS) as TagType[];

/** Moves of customers into, out of and within tags, from the membership history. */
export const tagMoves: Source<TagsSubject> = {
  types: TYPES,
  async count(ctx, { tags }, range) {
    const counted = await countMoves(ctx, tags, range);
    return counted.map(({ evaluation, moves }) => ({
      evaluation,
      changes: Object.fromEntries(TYPES.map((type) => [type, moves[KINDS[type]]])),
    }));
  },
  async read(ctx, { tags }, type, evaluation, page) {
    const faces = await tagNames(ctx);
    const kind = kindOf(type);
    const moves = await movesOf(ctx, { tags, kind }, evaluation, page);
    return {
      at: moves[0]?.at ?? null,
      changes: moves.flatMap(({ customer, cause, tag, value, previousValue }) => {
        const face = faces.get(tag);
        if (!face) return [];
        const named = { customer, cause, tag: { code: face.code, name: face.name } };
        if (kind === "changed") return [{ ...named, previousValue, value }];
        return [{ ...named, value: tagKind(face.kind).hasTiers ? value : null }];
      }),
    };
  },
  async sample(ctx, { tags }, type) {
    const { tags: all } = await loadTags({ ctx });
    const watched = [...all.values()].filter(({ id }) => tags.includes(id));
    const tiers = (tag: (typeof watched)[number]) => (tag.rule ? valuesOf(tag.rule) : []);
    if (kindOf(type) !== "changed") {
      const [tag] = watched;
      return tag ? { tag: { code: tag.code, name: tag.name }, value: tiers(tag)[0] ?? null } : {};
    }
    const tag = watched.find((each) => tiers(each).length > 1);
    if (!tag) return {};
    const [previousValue, value] = tiers(tag);
    return { tag: { code: tag.code, name: tag.name }, previousValue, value };
  },
};

function kindOf(type: WebhookTypeName): MoveKind {
  return KINDS[type as TagType];
}
