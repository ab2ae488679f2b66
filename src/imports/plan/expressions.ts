import type { Mapping } from "../../contract/index.ts";
import type { Issue } from "../../kernel/index.ts";
import { compile, type Expression, type Fault, type Lets, parseExpression, type Scope, type Value } from "../../mapping/index.ts";

/** One expression of a mapping: its path (`properties.amount`) and its text. */
export interface Part {
  readonly path: string;
  readonly source: string;
  readonly parsed: Expression | { readonly fault: Fault };
}

/** All expressions of a mapping, by path. */
export function partsOf(mapping: Mapping): ReadonlyMap<string, Part> {
  const entries: [path: string, source: string | undefined][] = [
    ["eventColumn", mapping.eventColumn],
    ["time", mapping.time],
    ["id", mapping.id],
    ...of("identities", mapping.identities),
    ...of("attributes", mapping.attributes),
    ...of("properties", mapping.properties),
    ...of("products", (mapping.products ?? {}) as Readonly<Record<string, string>>),
    ...mapping.tags.map((source, index): [string, string] => [`tags.${index}`, source]),
  ];
  const parts = entries.flatMap(([path, source]): [string, Part][] =>
    source === undefined ? [] : [[path, { path, source, parsed: parseExpression(source) }]],
  );
  return new Map(parts);
}

function of(part: string, expressions: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(expressions).map(([code, source]) => [`${part}.${code}`, source]);
}

/** Names that the expressions may need: each column in them, and each expression as one name (so `Unit price` needs no quotes). */
export function namesIn(parts: Iterable<Part>): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    switch (node.kind) {
      case "column":
        names.add(node.name);
        return;
      case "call":
        node.args.forEach(visit);
        return;
      case "arithmetic":
      case "compare":
      case "logic":
        visit(node.left);
        visit(node.right);
        return;
      case "not":
      case "minus":
        visit(node.operand);
        return;
      case "text":
      case "number":
      case "boolean":
    }
  };
  for (const { source, parsed } of parts) {
    names.add(source.trim());
    if (!("fault" in parsed)) visit(parsed);
  }
  return [...names];
}

/** An expression as SQL. A fault becomes an issue with the expression's path and the position in it. */
export function compilePart(
  part: Part,
  within: { readonly scope: Scope; readonly timezone: string; readonly lets: Lets },
  issues: Issue[],
): Value | undefined {
  const column = within.scope.column(part.source.trim());
  if (column) return column;
  if ("fault" in part.parsed) {
    issues.push(issueOf(part, part.parsed.fault));
    return undefined;
  }
  const faults: Fault[] = [];
  const value = compile(part.parsed, within, faults);
  issues.push(...faults.map((fault) => issueOf(part, fault)));
  return value;
}

function issueOf({ path, source }: Part, { code, zh, en, start, suggestion }: Fault): Issue {
  // In a single word, the position of the fault adds nothing.
  const place = /^\s*[\w.]+\s*$/.test(source)
    ? { zh: "", en: "" }
    : { zh: `（「${source}」第 ${start + 1} 个字符）`, en: ` (character ${start + 1} of ${source})` };
  return { code, path, zh: zh + place.zh, en: en + place.en, ...(suggestion !== undefined && { suggestion }) };
}
