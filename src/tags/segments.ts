import type { Records, RecordsTx } from "../engine/index.ts";
import type { Rule, SegmentRef, TagRule } from "../rules/index.ts";
import { conditionsOf, segmentsIn } from "../rules/index.ts";

/** Saved segments by id, for rules that name them. */
export async function segmentRefs(records: Records | RecordsTx): Promise<Map<string, SegmentRef>> {
  const rows = await records.selectFrom("segments").select(["id", "name", "combination"]).orderBy("name").execute();
  return new Map(rows.map(({ id, name, combination }) => [id, { id, name, of: combination as Rule }]));
}

/** The ids of the segments that a tag's rules name. */
export function segmentsOf(rule: TagRule): readonly string[] {
  const rules = conditionsOf(rule).map((condition) => condition.rule);
  return rules.flatMap(segmentsIn);
}
