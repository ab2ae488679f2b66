import { conditionsOf, type Rule, type TagRule } from "../../rules/index.ts";

/** A group or leaf of a definition with its path. */
export interface Node {
  readonly path: string;
  readonly rule: Rule;
}

/** Every group and leaf, parents first. */
export function nodesOf(tag: TagRule): Node[] {
  return conditionsOf(tag).flatMap(({ rule, path }) => within(rule, path));
}

function within(rule: Rule, path: string): Node[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return [{ path, rule }, ...rule.of.flatMap((part, index) => within(part, `${path}.${rule.kind}[${index}]`))];
    case "not":
      return [{ path, rule }, ...within(rule.of, `${path}.not`)];
    default:
      return [{ path, rule }];
  }
}
