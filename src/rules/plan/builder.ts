import type { Aggregate, Formula, MeasureColumn, PlannedLeaf, Predicate, Source } from "./types.ts";

/** Registers measures and leaves; equal ones are registered once. */
export interface Builder {
  measure(source: Source, aggregate: Aggregate): string;
  leaf(source: Source, predicate: Predicate, whenNothing: boolean): Formula;
  readonly measures: readonly MeasureColumn[];
  readonly leaves: readonly PlannedLeaf[];
}

export function planBuilder(): Builder {
  const measures = new Map<string, MeasureColumn>();
  const leaves = new Map<string, PlannedLeaf>();
  return {
    measure(source, aggregate) {
      const key = JSON.stringify([source, aggregate]);
      let column = measures.get(key);
      if (!column) measures.set(key, (column = { id: `m${measures.size + 1}`, source, aggregate }));
      return column.id;
    },
    leaf(source, predicate, whenNothing) {
      const key = JSON.stringify([source, predicate]);
      let leaf = leaves.get(key);
      if (!leaf) leaves.set(key, (leaf = { id: `l${leaves.size + 1}`, source, predicate, whenNothing }));
      return { kind: "leaf", leaf: leaf.id };
    },
    get measures() {
      return [...measures.values()];
    },
    get leaves() {
      return [...leaves.values()];
    },
  };
}
