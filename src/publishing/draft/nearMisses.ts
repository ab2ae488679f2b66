import { MAX_DECIMAL, formatDecimal, parseDecimal, tagKind, type Text } from "../../kernel/index.ts";
import { conditionsOf, isCount, sentenceOf, valueOfMeasure, type Rule, type Scope, type TagRule } from "../../rules/index.ts";

/**
 * Customers who nearly match: the rule does not hold, but it would if one condition (a leaf of the tree) had the other answer. Under `not`
 * a condition is missing when it holds. If there are no such customers and the rule is small, two conditions may differ.
 * For a rule with a single condition that would be everybody else. There, a customer is near with four fifths of what a comparison of an
 * event's measure asks for (for an upper limit: at most five fourths).
 */
export interface Near {
  /** The conditions that must all have the other answer. */
  readonly paths: readonly string[];
  /** Holds for customers who miss exactly these conditions. */
  readonly rule: Rule;
}

/** The most conditions that are tried one by one, and the most whose pairs are all tried. */
const MAX_CONDITIONS = 40;
const MAX_CONDITIONS_FOR_PAIRS = 8;

interface Leaf {
  readonly path: string;
  readonly rule: Rule;
  /** Whether the leaf stands under an odd number of `not`. */
  readonly negated: boolean;
}

export function nearMissesOf(tag: TagRule): { ones: Near[]; pairs: Near[] } {
  const rule = onlyConditionOf(tag);
  if (!rule) return { ones: [], pairs: [] };
  const leaves = leavesIn(rule, "rule", false).slice(0, MAX_CONDITIONS);
  const near = (paths: readonly string[]): Near => ({
    paths,
    rule: { kind: "all", of: [{ kind: "not", of: rule }, inverted(rule, "rule", new Set(paths))] },
  });
  const [only] = leaves;
  if (only && leaves.length === 1) {
    const relaxed = only.negated ? null : relax(only.rule);
    const close: Rule | null = relaxed && { kind: "all", of: [relaxed, { kind: "not", of: only.rule }] };
    return { ones: close ? [{ paths: [only.path], rule: close }] : [], pairs: [] };
  }
  const ones = leaves.map(({ path }) => near([path]));
  if (leaves.length > MAX_CONDITIONS_FOR_PAIRS) return { ones, pairs: [] };
  const pairs = leaves.flatMap((first, index) => leaves.slice(index + 1).map((second) => near([first.path, second.path])));
  return { ones, pairs };
}

/** What is missing, as text: alternatives, each of one or two conditions. */
export function missingWords(tag: TagRule, alternatives: readonly Near[], words: Pick<Scope, "catalogue" | "tags" | "timezone">): Text {
  const rule = onlyConditionOf(tag);
  const leaves = rule ? leavesIn(rule, "rule", false) : [];
  const phraseOf = (path: string): Text => {
    const leaf = leaves.find((one) => one.path === path)!;
    const { zh, en } = sentenceOf(leaf.rule, words);
    return leaf.negated ? { zh: `不再是：${zh}`, en: `no longer: ${en}` } : { zh, en };
  };
  const each = alternatives.map(({ paths }) => paths.map(phraseOf));
  return {
    zh: each.map((parts) => parts.map(({ zh }) => zh).join("，并且 ")).join("；或 "),
    en: each.map((parts) => parts.map(({ en }) => en).join(", and ")).join("; or "),
  };
}

/** The condition of a tag without tiers; null for other tags. */
function onlyConditionOf(tag: TagRule): Rule | null {
  return tagKind(tag.kind).hasTiers ? null : (conditionsOf(tag)[0]?.rule ?? null);
}

function leavesIn(rule: Rule, path: string, negated: boolean): Leaf[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap((part, index) => leavesIn(part, `${path}.${rule.kind}[${index}]`, negated));
    case "not":
      return leavesIn(rule.of, `${path}.not`, !negated);
    default:
      return [{ path, rule, negated }];
  }
}

/** The rule with the opposite answer at some of its leaves. */
function inverted(rule: Rule, path: string, at: ReadonlySet<string>): Rule {
  switch (rule.kind) {
    case "all":
    case "any":
      return { kind: rule.kind, of: rule.of.map((part, index) => inverted(part, `${path}.${rule.kind}[${index}]`, at)) };
    case "not":
      return { kind: "not", of: inverted(rule.of, `${path}.not`, at) };
    default:
      return at.has(path) ? { kind: "not", of: rule } : rule;
  }
}

const ONE = 1_000_000n;

/**
 * A comparison that asks for a fifth less, or for an upper limit a quarter more; whole numbers stay whole. Null when it cannot be relaxed.
 */
function relax(rule: Rule): Rule | null {
  if (rule.kind !== "event" || rule.is.as !== "number" || !("value" in rule.is.is)) return null;
  const { op, value } = rule.is.is;
  const wanted = parseDecimal(value);
  if (wanted === undefined || wanted <= 0n || op === "eq" || op === "neq") return null;
  const least = op === "gte" || op === "gt";
  const near = least ? (wanted * 4n) / 5n : (wanted * 5n) / 4n;
  const whole = isCount(valueOfMeasure(rule.measure));
  const closer = !whole ? near : least ? (near / ONE) * ONE : ((near + ONE - 1n) / ONE) * ONE;
  // A limit above the largest number cannot be stored, so it is not relaxed.
  return closer <= 0n || closer > MAX_DECIMAL
    ? null
    : { ...rule, is: { as: "number", is: { op: least ? "gte" : "lte", value: formatDecimal(closer) } } };
}
