import { tagKind, type Text } from "../../../kernel/index.ts";
import type { Rule, TagRule } from "../ast.ts";
import { join, type Scope } from "../scope.ts";
import { sentenceOf } from "../sentence.ts";
import { conditionsOf, otherwiseOf } from "../tag.ts";
import { reasoner, together, type Asserted } from "./implies.ts";
import { isEmpty, isEverything } from "./sets.ts";

/** A part of a valid definition that has no use: it holds for nobody or for everybody, or is never reached. */
export interface RuleWarning extends Text {
  readonly path: string;
  readonly kind: "never" | "always" | "shadowed";
}

type Verdict = "never" | "always" | "open";

/**
 * Warns of conditions that nobody can pass, conditions that everybody passes, and tiers for which earlier tiers leave nobody. Each has its
 * reason, at the innermost part. No data is read, so a rule that nobody passes by chance gives no warning.
 */
export function ruleWarnings(tag: TagRule, words: Pick<Scope, "catalogue" | "tags" | "timezone">): RuleWarning[] {
  const warnings: RuleWarning[] = [];
  const { assertionOf, implies, opposite } = reasoner(words);
  const say = (rule: Rule): Text => sentenceOf(rule, words);
  const warn = (path: string, kind: RuleWarning["kind"], zh: string, en: string): void => void warnings.push({ path, kind, zh, en });

  function judge(rule: Rule, path: string): Verdict {
    switch (rule.kind) {
      case "not": {
        const inner = judge(rule.of, join(path, "not"));
        return inner === "never" ? "always" : inner === "always" ? "never" : "open";
      }
      case "all":
      case "any":
        return judgeGroup(rule, path);
      default: {
        const asserted = assertionOf(rule);
        if (!asserted) return "open";
        const { zh, en } = say(rule);
        if (isEmpty(asserted.bounds.most)) {
          warn(path, "never", `「${zh}」对任何客户都不可能成立`, `“${en}” can hold for nobody`);
          return "never";
        }
        if (isEverything(asserted.bounds.least, asserted.domain)) {
          warn(path, "always", `「${zh}」对所有客户都成立，等于没有限制`, `“${en}” holds for everybody: it asks nothing`);
          return "always";
        }
        return "open";
      }
    }
  }

  function judgeGroup(rule: Extract<Rule, { kind: "all" | "any" }>, path: string): Verdict {
    const all = rule.kind === "all";
    const verdicts = rule.of.map((part, index) => judge(part, join(join(path, rule.kind), index)));
    // A part that decides its group: a part for nobody inside all, a part for everybody inside any.
    const deciding: Verdict = all ? "never" : "always";
    if (verdicts.includes(deciding)) return deciding;
    if (verdicts.every((verdict) => verdict !== "open")) return all ? "always" : "never";
    const open = rule.of.filter((_, index) => verdicts[index] === "open");
    const clash = clashOf(open, all);
    if (!clash) return "open";
    const [zh, en] = [clash.map((part) => `「${say(part).zh}」`).join("与"), clash.map((part) => `“${say(part).en}”`).join(" and ")];
    if (all) warn(path, "never", `${zh}不可能同时成立，没有客户能满足`, `${en} cannot hold together: nobody can pass`);
    else warn(path, "always", `${zh}总有一个成立，所有客户都满足`, `${en}: one of them always holds, everybody passes`);
    return deciding;
  }

  /** Parts that exclude each other (inside all) or together hold for everybody (inside any). */
  function clashOf(parts: readonly Rule[], all: boolean): readonly Rule[] | undefined {
    for (const [index, one] of parts.entries())
      for (const other of parts.slice(index + 1))
        if (all ? implies(one, opposite(other)) : implies(opposite(one), other)) return [one, other];
    for (const group of bySubject(parts)) {
      if (group.length < 3) continue;
      const left = together(
        group.map((one) => one.asserted),
        all ? "all" : "any",
      );
      if (all ? isEmpty(left.most) : isEverything(left.least, group[0]!.asserted.domain)) return group.map(({ rule }) => rule);
    }
    return undefined;
  }

  function judgeTiers(): void {
    const [conditions, otherwise] = [conditionsOf(tag), otherwiseOf(tag)];
    const before: { value: string | null; rule: Rule }[] = [];
    let full: string | null = null;
    for (const { value, rule, path } of conditions) {
      const verdict = judge(rule, path);
      const shadow = full ?? before.find((earlier) => implies(rule, earlier.rule))?.value;
      if (verdict !== "never" && shadow !== undefined && shadow !== null)
        warn(
          path,
          "shadowed",
          `「${value}」永远轮不到：满足它的客户都已归入前面的「${shadow}」`,
          `${value} is never reached: whoever would pass is taken by ${shadow} before`,
        );
      else if (verdict !== "never" && coveredBy(before, rule))
        warn(
          path,
          "shadowed",
          `「${value}」永远轮不到：满足它的客户都已归入前面各档`,
          `${value} is never reached: whoever would pass is taken by the tiers before`,
        );
      before.push({ value, rule });
      if (verdict === "always") full ??= value;
    }
    if (otherwise !== null && conditions.length > 0 && (full !== null || coversAll(before)))
      warn(
        "default",
        "shadowed",
        `默认值「${otherwise}」永远轮不到：前面各档已涵盖所有客户`,
        `The default ${otherwise} is never reached: the tiers take everybody`,
      );
  }

  /** Whether earlier tiers on the same subject leave nobody for a rule. */
  function coveredBy(before: readonly { rule: Rule }[], rule: Rule): boolean {
    return before.length > 1 && implies(rule, { kind: "any", of: before.map((earlier) => earlier.rule) });
  }

  /** Whether tiers on one subject cover all of its values. */
  function coversAll(tiers: readonly { rule: Rule }[]): boolean {
    return bySubject(tiers.map(({ rule }) => rule)).some((group) =>
      isEverything(
        together(
          group.map((one) => one.asserted),
          "any",
        ).least,
        group[0]!.asserted.domain,
      ),
    );
  }

  function bySubject(rules: readonly Rule[]): { rule: Rule; asserted: Asserted }[][] {
    const groups = new Map<string, { rule: Rule; asserted: Asserted }[]>();
    for (const rule of rules) {
      const asserted = assertionOf(rule);
      if (asserted) groups.set(asserted.subject, [...(groups.get(asserted.subject) ?? []), { rule, asserted }]);
    }
    return [...groups.values()];
  }

  if (tagKind(tag.kind).hasTiers) judgeTiers();
  else for (const { rule, path } of conditionsOf(tag)) judge(rule, path);
  return warnings;
}
