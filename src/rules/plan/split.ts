import type { Aggregate, Pass, Predicate } from "./types.ts";

/** Divides the leaves of a pass between two passes, each with the columns that it needs; null when there is only one leaf. */
export function splitPass(pass: Pass): readonly [Pass, Pass] | null {
  if (pass.leaves.length < 2) return null;
  const middle = Math.ceil(pass.leaves.length / 2);
  const part = (leaves: Pass["leaves"]): Pass => ({ ...pass, leaves, measures: measuresOf(pass, leaves) });
  return [part(pass.leaves.slice(0, middle)), part(pass.leaves.slice(middle))];
}

/** The measures of a pass that some of its leaves read. */
export function measuresOf(pass: Pass, leaves: Pass["leaves"]): Pass["measures"] {
  const wanted = new Set(leaves.flatMap(({ predicate }) => columnsIn(predicate)));
  // A column may depend on others: a position depends on the ranked columns.
  for (const { id, aggregate } of pass.measures.toReversed())
    if (wanted.has(id)) for (const other of columnsUnder(aggregate)) wanted.add(other);
  return pass.measures.filter((measure) => wanted.has(measure.id));
}

/** The columns that a predicate reads. */
export function columnsIn(predicate: Predicate): string[] {
  const fraction = ({ over, under }: { over: string; under: string | null }) => (under === null ? [over] : [over, under]);
  switch (predicate.kind) {
    case "number":
    case "time":
    case "elapsed":
    case "tests":
    case "cycle":
      return [predicate.measure];
    case "quotient":
      return [predicate.over, predicate.under];
    case "deviation":
      return [predicate.sum, predicate.squares, predicate.known];
    case "trend":
      return [...fraction(predicate.now), ...fraction(predicate.then)];
    case "sequence":
      return [...predicate.steps.map(({ times }) => times), ...(predicate.without ? [predicate.without.times] : [])];
    case "rank":
      return [predicate.rank, predicate.ranked];
  }
}

function columnsUnder(aggregate: Aggregate): string[] {
  if (aggregate.kind === "rank")
    return [aggregate.value.over, ...(aggregate.value.under === null ? [] : [aggregate.value.under]), aggregate.known];
  return aggregate.kind === "ranked" ? [aggregate.known] : [];
}
