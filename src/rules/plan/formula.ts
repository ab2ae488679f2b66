import type { Formula } from "./types.ts";

/** The leaves in a formula. */
export function leavesOf(formula: Formula): string[] {
  switch (formula.kind) {
    case "leaf":
      return [formula.leaf];
    case "tag":
      return [];
    case "not":
      return leavesOf(formula.of);
    case "all":
    case "any":
      return formula.of.flatMap(leavesOf);
  }
}

/** The tags a formula names. */
export function tagsOf(formula: Formula): string[] {
  switch (formula.kind) {
    case "leaf":
      return [];
    case "tag":
      return [formula.tag];
    case "not":
      return tagsOf(formula.of);
    case "all":
    case "any":
      return formula.of.flatMap(tagsOf);
  }
}
