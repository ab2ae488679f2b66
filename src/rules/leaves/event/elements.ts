import type { Condition } from "../../language/ast.ts";

/** The conditions that one element of a list must meet together. They select the elements that count. */
export function ofElement(where: readonly Condition[], array: string): readonly Condition[] {
  return where.filter((condition) => condition.array === array && !condition.none);
}

/** The lists in which an element must meet conditions. */
export function listsAsked(where: readonly Condition[]): readonly string[] {
  return [...new Set(where.flatMap(({ array, none }) => (array === null || none ? [] : [array])))];
}
