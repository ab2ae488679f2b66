import type { TagSummary } from "../contract/index.ts";
import { formatInstant, tagKind } from "../kernel/index.ts";
import type { MemberCount } from "../membership/index.ts";
import { measureOf, valueOfMeasure } from "../rules/index.ts";
import { pinyinOfAll, type TagRecord } from "../tags/index.ts";

/** A tag as lists show it. `metricValues`: customers who have a value of a metric tag. */
export function summaryOf(
  tag: TagRecord,
  counts: readonly MemberCount[],
  metricValues: ReadonlyMap<number, number>,
  customers: number,
): TagSummary {
  const evaluated = tag.evaluatedAt !== null || tagKind(tag.kind).isAssigned;
  const counted = tagKind(tag.kind).hasMembers
    ? counts.filter((count) => count.tag === tag.id).reduce((sum, count) => sum + count.members, 0)
    : (metricValues.get(tag.id) ?? 0);
  const members = evaluated ? counted : null;
  return {
    code: tag.code,
    name: tag.name,
    kind: tag.kind,
    groupId: tag.groupId,
    group: [...tag.group],
    aliases: [...tag.aliases],
    pinyin: pinyinOfAll([tag.name.zh, ...tag.aliases]),
    color: tag.color,
    state: tag.state,
    stateSince: formatInstant(tag.stateAt.getTime()),
    owner: tag.owner,
    sensitivity: tag.sensitivity,
    unit: unitOf(tag),
    version: tag.version,
    members,
    coverage: members === null || customers === 0 ? null : members / customers,
    evaluatedAt: tag.evaluatedAt ? formatInstant(tag.evaluatedAt.getTime()) : null,
    failure: tag.failure,
  };
}

/** The unit of a metric: its own, or days for "time since". */
export function unitOf(tag: TagRecord): string | null {
  if (tag.unit !== null) return tag.unit;
  const measured = measureOf(tag.rule);
  return measured && valueOfMeasure(measured.measure).as === "elapsed" ? "d" : null;
}
