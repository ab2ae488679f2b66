import type { Leaf, Rule } from "../language/ast.ts";
import type { Population } from "../interpret/interpret.ts";
import type { Moment } from "../interpret/values.ts";
import type { Builder } from "../plan/builder.ts";
import type { Formula } from "../plan/types.ts";

/** One customer of a population at a moment. */
export interface Interpreting {
  readonly customer: number;
  readonly population: Population;
  readonly moment: Moment;
  /** Whether a rule inside the leaf holds for a customer. */
  holds(rule: Rule, customer: number): boolean;
}

/** What evaluates a leaf: its plan, and its meaning over plain arrays. Both must give the same answers. */
export interface LeafRun<L extends Leaf = Leaf> {
  /** Registers the measures that it needs; equal ones are shared. `planInner` plans a rule inside it. */
  plan(leaf: L, builder: Builder, planInner: (rule: Rule) => Formula): Formula;
  interpret(leaf: L, interpreting: Interpreting): boolean;
}
