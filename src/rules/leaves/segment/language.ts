import { Problem, nearest, type Text } from "../../../kernel/index.ts";
import type { Rule, SegmentLeaf } from "../../language/ast.ts";
import { checkCombination } from "../../language/combination.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { text, type Keys } from "../../language/schema.ts";
import { describe, join } from "../../language/scope.ts";

const KEYS: Keys = { segment: text("保存的人群的名称或编号", "name or id of a saved segment") };

/** `{ segment: 双十一人群 }`: the present combination of a segment, named by its name or id. */
export const segmentLanguage: LeafLanguage<SegmentLeaf> = {
  key: "segment",
  keys: KEYS,
  needs: ["segment"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const at = join(path, "segment");
    const wanted = raw["segment"];
    if (typeof wanted !== "string") return reading.shape(at, wanted, "人群的名称或编号", "a segment's name or id");
    const all = [...(reading.scope.segments?.values() ?? [])];
    const found = all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name === wanted);
    if (!found) {
      const suggestion = nearest(
        wanted,
        all.map(({ name }) => name),
      );
      return reading.wrong(at, "RULE_UNKNOWN_SEGMENT", { name: describe(wanted), suggestion });
    }
    try {
      return { kind: "segment", segment: found.id, name: found.name, of: checkCombination(found.of, reading.scope.tags) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return reading.wrong(at, "RULE_SEGMENT", { segment: found.name, reason: error.en, reasonZh: error.zh });
    }
  },
  sentence(leaf, _words, sayInner) {
    const inner = sayInner(leaf.of);
    return { zh: `在人群「${leaf.name}」中：${inner.zh}`, en: `is in the segment ${leaf.name}: ${inner.en}` };
  },
  wanted: (): Text => ({ zh: "在其中", en: "in it" }),
  reads: (leaf, readsInner) =>
    readsInner(leaf.of).map((dependency) => (dependency.kind === "tag" ? { ...dependency, through: leaf.name } : dependency)),
  missing: () => null,
  asked: () => undefined,
  shownFields: () => [],
  counted: () => [],
};

/** The segments that a rule names. */
export function segmentsIn(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap(segmentsIn);
    case "not":
      return segmentsIn(rule.of);
    case "segment":
      return [rule.segment];
    case "rank":
      return rule.among === null ? [] : segmentsIn(rule.among);
    default:
      return [];
  }
}
