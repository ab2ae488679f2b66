import { MAX_DECIMAL, formatDecimal, parseDecimal, type Text } from "../../kernel/index.ts";
import { isCount, sentenceOf, valueOfMeasure, type Rule, type Scope, type TagRule } from "../../rules/index.ts";

/**
 * Who nearly matches: whoever a rule does not hold for, and would if the answer of one condition (a leaf where it stands in the tree)
 * were the other one. Under `not` a condition is missing when it holds. Where nobody is that near and the rule is small, two
 * conditions. Of a rule of one condition alone everybody else would be that near: there it is who has four fifths of what a comparison
 * of an event's measure asks for (or, of an upper limit, at most five fourths).
 */
export interface Near {
  /** The conditions whose answers together decide. */
  readonly paths: readonly string[];
  /** Holds for those who miss exactly this. */
  readonly rule: Rule;
}

/** So many conditions are tried one by one, and of so few all pairs. */
const MAX_CONDITIONS = 40;
const MAX_CONDITIONS_FOR_PAIRS = 8;

interface Leaf {
  readonly path: string;
  readonly rule: Rule;
  /** Whether it stands under an odd number of `not`. */
  readonly negated: boolean;
}

export function nearMissesOf(tag: TagRule): { ones: Near[]; pairs: Near[] } {
  if (tag.kind !== "rule") return { ones: [], pairs: [] };
  const leaves = leavesIn(tag.rule, "rule", false).slice(0, MAX_CONDITIONS);
  const near = (paths: readonly string[]): Near => ({
    paths,
    rule: { kind: "all", of: [{ kind: "not", of: tag.rule }, inverted(tag.rule, "rule", new Set(paths))] },
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

/** What is missing, in words: alternatives, any of which would do, each of one condition or two. */
export function missingWords(tag: TagRule, alternatives: readonly Near[], words: Pick<Scope, "catalogue" | "tags" | "timezone">): Text {
  const leaves = tag.kind === "rule" ? leavesIn(tag.rule, "rule", false) : [];
  const said = (path: string): Text => {
    const leaf = leaves.find((one) => one.path === path)!;
    const { zh, en } = sentenceOf(leaf.rule, words);
    return leaf.negated ? { zh: `不再是：${zh}`, en: `no longer: ${en}` } : { zh, en };
  };
  const each = alternatives.map(({ paths }) => paths.map(said));
  return {
    zh: each.map((parts) => parts.map(({ zh }) => zh).join("，并且 ")).join("；或 "),
    en: each.map((parts) => parts.map(({ en }) => en).join(", and ")).join("; or "),
  };
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

/** The rule with the other answer at some of its leaves. */
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

/** A comparison that asks for a fifth less, of an upper limit a quarter more; whole numbers stay whole. Null of what has no less. */
function relax(rule: Rule): Rule | null {
  if (rule.kind !== "event" || rule.is.as !== "number" || !("value" in rule.is.is)) return null;
  const { op, value } = rule.is.is;
  const wanted = parseDecimal(value);
  if (wanted === undefined || wanted <= 0n || op === "eq" || op === "neq") return null;
  const least = op === "gte" || op === "gt";
  const near = least ? (wanted * 4n) / 5n : (wanted * 5n) / 4n;
  const whole = isCount(valueOfMeasure(rule.measure));
  const closer = !whole ? near : least ? (near / ONE) * ONE : ((near + ONE - 1n) / ONE) * ONE;
  // A limit above the largest number there is leaves nobody further out.
  return closer <= 0n || closer > MAX_DECIMAL
    ? null
    : { ...rule, is: { as: "number", is: { op: least ? "gte" : "lte", value: formatDecimal(closer) } } };
}
