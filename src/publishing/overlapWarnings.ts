import type { Ctx } from "../engine/index.ts";
import { tagKind } from "../kernel/index.ts";
import { countOverlaps } from "../membership/index.ts";
import { visibleTags } from "../tags/index.ts";
import type { Applied } from "./applyTags.ts";

/** Warns of published tags that share members with another tag of their exclusive group. Only assignments keep a group exclusive. */
export async function overlapWarnings(ctx: Ctx, codes: ReadonlySet<string>): Promise<Applied["warnings"]> {
  const { tags, groups } = await visibleTags(ctx);
  const having = [...tags.values()].filter(({ kind }) => tagKind(kind).hasMembers);
  const concerned = new Set(having.filter(({ code }) => codes.has(code)).map(({ groupId }) => groupId));
  const exclusive = [...groups.values()].filter((group) => group.exclusive !== "none" && concerned.has(group.id));
  const overlaps = await countOverlaps(
    ctx,
    exclusive.map(({ id }) => having.filter(({ groupId }) => groupId === id).map((tag) => tag.id)),
  );
  const byNumber = new Map(having.map((tag) => [tag.id, tag]));
  return overlaps.flatMap(({ tags: pair, customers }) => {
    const both = pair.map((id) => byNumber.get(id)!);
    const [tag, other] = codes.has(both[0]!.code) ? both : both.toReversed();
    if (!codes.has(tag!.code)) return [];
    const group = groups.get(tag!.groupId!)!.name;
    return [
      {
        tag: tag!.code,
        path: "group",
        zh: `「${group.zh}」是互斥组，但有 ${customers} 位客户同时有「${tag!.name.zh}」和「${other!.name.zh}」。请调整条件，使两者不重叠。`,
        en: `${group.en} is exclusive, but ${customers} ${customers === 1 ? "customer has" : "customers have"} both ${tag!.name.en} and ${other!.name.en}. Change the conditions so that they do not overlap.`,
      },
    ];
  });
}
