import type { Leaf, Rule } from "../ast.ts";
import type { Scope } from "../scope.ts";
import { askedAgo } from "./ago.ts";
import { both, either, opposite, type Bounds } from "./bounds.ts";
import { everythingOf, isEmpty, isEverything, isSubset, type Domain, type Span, type Values } from "./sets.ts";
import { languageOf } from "../rule.ts";
import { isWithin, type Asked } from "./subject.ts";

type Tags = Pick<Scope, "tags">;

/** A rule whose leaves all ask about one subject, as the set of its values for which the rule holds. */
export interface Asserted {
  readonly subject: string;
  readonly domain: Domain;
  readonly bounds: Bounds;
  readonly growing: Asked["growing"];
}

/** The largest amount of reasoning for one tag; beyond it nothing is concluded. */
const STEPS = 50_000;

/** Reasons about rules without data. Each conclusion is true of every customer; unclear cases give no conclusion. */
export function reasoner(tags: Tags) {
  const keys = new WeakMap<Rule, string>();
  let steps = 0;

  const plains = new WeakMap<Rule, Rule>();
  const opposites = new WeakMap<Rule, Rule>();
  const plainly = (rule: Rule): Rule => remembered(plains, rule, plain);
  const opposed = (rule: Rule): Rule => remembered(opposites, rule, negation);

  const keyOf = (rule: Rule): string => {
    let key = keys.get(rule);
    if (key === undefined) keys.set(rule, (key = JSON.stringify(rule)));
    return key;
  };

  /** Compares rules along one line of values: `ask` gives what a leaf asks there. */
  function reader(ask: (leaf: Leaf) => Asked | undefined): (rule: Rule) => Asserted | null {
    const assertions = new WeakMap<Rule, Asserted | null>();
    const assertionOf = (rule: Rule): Asserted | null => {
      let assertion = assertions.get(rule);
      if (assertion === undefined) assertions.set(rule, (assertion = assertedBy(rule)));
      return assertion;
    };
    const assertedBy = (rule: Rule): Asserted | null => {
      if (rule.kind === "not") {
        const inner = assertionOf(rule.of);
        return inner && { ...inner, bounds: opposite(inner.bounds, inner.domain) };
      }
      if (rule.kind !== "all" && rule.kind !== "any") return ask(rule) ?? null;
      const parts = rule.of.map(assertionOf);
      const first = parts[0];
      if (!first || parts.some((part) => part?.subject !== first.subject)) return null;
      const { domain } = first;
      const bounds = parts.map((part) => part!.bounds).reduce((a, b) => (rule.kind === "all" ? both(a, b) : either(a, b, domain)));
      return { ...first, bounds };
    };
    return assertionOf;
  }

  const assertionOf = reader((leaf) => languageOf(leaf).asked(leaf, tags));
  const readers = [assertionOf, reader((leaf) => askedAgo(leaf, "milliseconds")), reader((leaf) => askedAgo(leaf, "years"))];

  /** Whether every customer for whom `a` holds is one for whom `b` holds. */
  function implies(a: Rule, b: Rule): boolean {
    if (++steps > STEPS) return false;
    if (keyOf(a) === keyOf(b)) return true;
    for (const read of readers) {
      const [one, other] = [read(a), read(b)];
      if (one && isEmpty(one.bounds.most)) return true;
      if (other && isEverything(other.bounds.least, other.domain)) return true;
      if (one && other && (one.subject === other.subject ? isSubset(one.bounds.most, other.bounds.least, one.domain) : grows(one, other)))
        return true;
    }
    if (b.kind === "all") return b.of.every((part) => implies(a, part));
    if (a.kind === "any") return a.of.every((part) => implies(part, b));
    return (b.kind === "any" && b.of.some((part) => implies(a, part))) || (a.kind === "all" && a.of.some((part) => implies(part, b)));
  }

  return {
    assertionOf,
    implies: (a: Rule, b: Rule): boolean => implies(plainly(a), plainly(b)),
    opposite: opposed,
  };
}

function remembered(known: WeakMap<Rule, Rule>, rule: Rule, make: (rule: Rule) => Rule): Rule {
  let made = known.get(rule);
  if (!made) known.set(rule, (made = make(rule)));
  return made;
}

/** Compares counts over two windows, one inside the other: the wider window never counts less. */
function grows(a: Asserted, b: Asserted): boolean {
  if (!a.growing || !b.growing || a.growing.of !== b.growing.of) return false;
  const spans = spansOf(a.bounds.most);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return true;
  const about = (span: Span): Values => ({ kind: "line", missing: false, spans: [span] });
  if (isWithin(a.growing.window, b.growing.window) && first.low !== null)
    return isSubset(about({ low: first.low, high: null }), b.bounds.least, b.domain);
  if (isWithin(b.growing.window, a.growing.window)) return isSubset(about({ low: 0n, high: last.high }), b.bounds.least, b.domain);
  return false;
}

function spansOf(values: Values): readonly Span[] {
  return values.kind === "line" ? values.spans : [];
}

/** The same rule with `not` moved to the leaves, so that opposite rules look alike. */
export function plain(rule: Rule): Rule {
  switch (rule.kind) {
    case "all":
    case "any": {
      const parts = rule.of.map(plain);
      return parts.length === 1 ? parts[0]! : { kind: rule.kind, of: parts };
    }
    case "not":
      return negation(rule.of);
    default:
      return rule;
  }
}

/** The opposite of a rule, simplified. */
export function negation(rule: Rule): Rule {
  switch (rule.kind) {
    case "all":
    case "any": {
      const parts = rule.of.map(negation);
      return parts.length === 1 ? parts[0]! : { kind: rule.kind === "all" ? "any" : "all", of: parts };
    }
    case "not":
      return plain(rule.of);
    default:
      return { kind: "not", of: rule satisfies Leaf };
  }
}

/** The remaining values of a subject when all of these rules are required, or any of them. */
export function together(assertions: readonly Asserted[], kind: "all" | "any"): Bounds {
  const { domain } = assertions[0]!;
  const start: Bounds = { least: everythingOf(domain), most: everythingOf(domain) };
  if (kind === "all") return assertions.map(({ bounds }) => bounds).reduce(both, start);
  return assertions.map(({ bounds }) => bounds).reduce((a, b) => either(a, b, domain));
}
