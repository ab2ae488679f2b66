import type { Catalogue } from "../catalogue/index.ts";
import { problem, tagKind } from "../kernel/index.ts";
import { Reading, isObject, join, readTagRule, type TagRule } from "../rules/index.ts";
import type { TagRecord, TagSet } from "./definition.ts";
import { keptRule } from "./visible/keptRule.ts";
import { DEFINITION } from "./code/definitionKeys.ts";

/**
 * The rule or tiers of an unfinished tag, as in a document. Other parts of the definition may be present.
 * @param published the tag that it would replace, if any
 * @throws INPUT_INVALID with all faults, with paths inside the definition
 */
export function readDraft(raw: unknown, set: TagSet, catalogue: Catalogue, timezone: string, published?: TagRecord): TagRule {
  const reading = new Reading({ catalogue, tags: set.refs, segments: set.segments, timezone });
  let rule: TagRule | undefined;
  if (isObject(raw)) {
    reading.onlyKeys(raw, Object.keys(DEFINITION), "");
    rule = published?.readsHidden ? keptRule(raw, published, "", reading) : readTagRule(raw, "", reading);
    if (rule && !tagKind(rule.kind).hasConditions)
      reading.shape(join("", "kind"), rule.kind, "含 rule 或 values 的定义", "a definition with rule or values");
  } else reading.shape("", raw, "标签的定义（对象）", "a tag's definition (an object)");
  if (reading.issues.length > 0 || !rule) throw problem("INPUT_INVALID", { issues: reading.issues });
  return rule;
}
