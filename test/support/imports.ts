import { readFileSync } from "node:fs";
import { parseSync } from "vite";

/** One import of a file, of whatever form. `specifier` is null when it is computed and cannot be read. */
export interface Import {
  readonly specifier: string | null;
  readonly form: "static" | "dynamic" | "type" | "require";
  readonly line: number;
}

interface Node {
  readonly type?: string;
  readonly start?: number;
  readonly [key: string]: unknown;
}

/** Every import of a TypeScript file: `import`, `export … from`, `import()`, `typeof import()`, `import x = require()`, `require()`. */
export function importsOf(file: string, source: string = readFileSync(file, "utf8")): Import[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const found: Import[] = [];
  const add = (node: Node, form: Import["form"], from: unknown) => {
    const value = (from as { value?: unknown } | undefined)?.value;
    const line = source.slice(0, node.start).split("\n").length;
    found.push({ specifier: typeof value === "string" ? value : null, form, line });
  };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== "object" || node === null) return;
    const at = node as Node;
    switch (at.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "ExportNamedDeclaration":
        if (at["source"]) add(at, at["importKind"] === "type" || at["exportKind"] === "type" ? "type" : "static", at["source"]);
        break;
      case "ImportExpression":
        add(at, "dynamic", at["source"]);
        break;
      case "TSImportType":
        add(at, "type", at["source"] ?? at["argument"]);
        break;
      case "TSExternalModuleReference":
        add(at, "require", at["expression"]);
        break;
      case "CallExpression":
        if ((at["callee"] as Node)["name"] === "require") add(at, "require", (at["arguments"] as unknown[])[0]);
        break;
    }
    for (const key in at) walk(at[key]);
  };
  walk(program);
  return found;
}
