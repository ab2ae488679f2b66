import fc from "../support/properties.ts";
import { expect, test } from "vitest";
import {
  Reading,
  interpretTags,
  readTagRule,
  ruleWarnings,
  type CustomerFacts,
  type Rule,
  type Scope,
  type TagRule,
} from "../../src/rules/index.ts";
import { anyMeasured, anyRule } from "./rules.ts";
import { TESTS, type Raw } from "./values.ts";
import { AS_OF, TIMEZONE, anyFacts, catalogue } from "./world.ts";

const RUNS = Number(process.env["TAGWISE_ORACLE_RUNS"] ?? 60) * 20;
const scope: Scope = { catalogue, tags: new Map(), timezone: TIMEZONE };

function read(raw: Raw): TagRule | undefined {
  const reading = new Reading(scope);
  const rule = readTagRule(raw, "", reading);
  return reading.issues.length === 0 ? rule : undefined;
}

/** Leaves of which several ask of the same measure: the first's, with the comparisons of the others where they fit. */
const related = fc.oneof(
  fc.array(anyMeasured, { minLength: 2, maxLength: 4 }).map((leaves) =>
    leaves.map((leaf) => {
      const same: Raw = { ...leaves[0]!, ...("is" in leaf && { is: leaf["is"] }) };
      return read({ rule: same }) ? same : leaf;
    }),
  ),
  fc.array(anyRule(0), { minLength: 3, maxLength: 6 }),
  // How long ago one time is, asked in several ways.
  fc.array(
    TESTS["time"]!.filter((tests) => typeof tests === "object").map((tests): Raw => ({ attribute: "birthday", ...(tests as Raw) })),
    { minLength: 2, maxLength: 5 },
  ),
);

const combined = related.chain((leaves) => {
  const leaf = fc.constantFrom(...leaves);
  const tree = (depth: number): fc.Arbitrary<Raw> =>
    depth === 0
      ? leaf
      : fc.oneof(
          leaf,
          tree(depth - 1).map((not) => ({ not })),
          fc.array(tree(depth - 1), { minLength: 2, maxLength: 4 }).map((all) => ({ all })),
          fc.array(tree(depth - 1), { minLength: 2, maxLength: 4 }).map((any) => ({ any })),
        );
  return fc.tuple(tree(2), tree(2), tree(1));
});

/** The part of a rule at a warning's path: `rule.all[1].not`. */
function partAt(rule: Rule, path: string): Rule {
  let part = rule;
  for (const [, step, index] of path.matchAll(/(all|any|not)(?:\[(\d+)\])?/g)) {
    if (part.kind !== step) throw new Error(`${path} leads nowhere`);
    part = part.kind === "not" ? part.of : (part as { of: readonly Rule[] }).of[Number(index)]!;
  }
  return part;
}

function holdsFor(rule: TagRule, customers: readonly CustomerFacts[]): unknown[] {
  return interpretTags(new Map([["x", rule]]), customers, { asOf: AS_OF, timezone: TIMEZONE }).map((answers) => answers.get("x"));
}

test("what is said to hold for nobody holds for nobody, for everybody for everybody, and no tier that is never reached is reached", () => {
  let claims = 0;
  fc.assert(
    fc.property(combined, fc.array(anyFacts, { minLength: 3, maxLength: 6 }), ([first, second, third], customers) => {
      const tiered = read({
        values: [
          { value: "a", rule: first },
          { value: "b", rule: second },
          { value: "c", rule: third },
        ],
        default: "d",
      });
      if (tiered?.kind !== "tiered") return;
      for (const { path, kind } of ruleWarnings(tiered, scope)) {
        claims++;
        const index = Number(/^values\[(\d+)\]/.exec(path)?.[1] ?? 3);
        if (kind === "shadowed") {
          expect(holdsFor(tiered, customers)).not.toContain("abcd"[index]);
          continue;
        }
        const part = partAt(tiered.values[index]!.rule, path.replace(/^values\[\d+\]\.rule/, ""));
        expect(holdsFor({ kind: "rule", rule: part }, customers)).toEqual(customers.map(() => kind === "always"));
      }
    }),
    { numRuns: RUNS },
  );
  expect(claims).toBeGreaterThan(RUNS / 10);
});
