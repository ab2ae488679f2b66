import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

const cwd = fileURLToPath(new URL("../..", import.meta.url));

// oxlint-disable-next-line typescript/no-explicit-any -- a syntax tree of any shape is walked
type Node = any;
/** What a declaration at the top of a file names: `file#name` of other declarations, through doors. */
export interface Calls {
  /** Whether a declaration, or what it names, or what that names and so on, is one of the targets. */
  reaches(from: Iterable<string>, targets: ReadonlySet<string>): boolean;
  /** What is named within a part of a file. */
  namedIn(file: string, part: Node): Set<string>;
  /** The syntax tree of a file. */
  program(file: string): Node;
  /** Every declaration: `file#name` and its part of the tree. */
  readonly declarations: ReadonlyMap<string, Node>;
}

interface File {
  readonly program: Node;
  /** Local name → where it comes from; a name of `*` is the whole file. */
  readonly imports: Map<string, { readonly file: string; readonly name: string }>;
  /** Exported name → local name, or what another file exports. */
  readonly exports: Map<string, { readonly file: string; readonly name: string }>;
  readonly all: string[];
}

/**
 * Who names whom among the declarations of src, by names and imports alone: a function that is handed over as a value counts as called,
 * a job that is started by its name does not.
 */
export function readCalls(): Calls {
  const files = new Map<string, File>();
  const declarations = new Map<string, Node>();
  const paths = globSync("src/**/*.ts", { cwd }).map((path) => path.replaceAll("\\", "/"));
  for (const path of paths)
    if (!/\.test\.ts$|^src\/web\//.test(path)) files.set(path, readFile(path, readFileSync(`${cwd}/${path}`, "utf8"), declarations));

  function resolve(file: string, name: string, seen = new Set<string>()): string | undefined {
    const key = `${file}#${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const found = files.get(file);
    const exported = found?.exports.get(name);
    if (exported && (exported.file !== file || exported.name !== name)) return resolve(exported.file, exported.name, seen);
    if (declarations.has(key)) return key;
    const imported = found?.imports.get(name);
    if (imported) return resolve(imported.file, imported.name, seen);
    for (const other of found?.all ?? []) {
      const there = resolve(other, name, seen);
      if (there) return there;
    }
    return undefined;
  }

  function namedIn(file: string, part: Node): Set<string> {
    const named = new Set<string>();
    const add = (at: string, name: string) => {
      const key = resolve(at, name);
      if (key) named.add(key);
    };
    walk(part, (node) => {
      if (node.type === "Identifier") add(file, node.name);
      if (node.type !== "MemberExpression" || node.object.type !== "Identifier" || node.computed) return;
      const whole = files.get(file)!.imports.get(node.object.name);
      if (whole?.name === "*") add(whole.file, node.property.name);
    });
    return named;
  }

  const known = new Map<string, Set<string>>();
  const namedBy = (key: string): Set<string> => {
    if (!known.has(key)) known.set(key, namedIn(key.split("#")[0]!, declarations.get(key)));
    return known.get(key)!;
  };
  return {
    declarations,
    namedIn,
    program: (file) => files.get(file)!.program,
    reaches(from, targets) {
      const seen = new Set(from);
      for (const key of seen) {
        if (targets.has(key)) return true;
        for (const next of namedBy(key)) seen.add(next);
      }
      return false;
    },
  };
}

function readFile(path: string, text: string, declarations: Map<string, Node>): File {
  const { program } = parseSync(path, text);
  const file: File = { program, imports: new Map(), exports: new Map(), all: [] };
  const at = (source: Node) => posix.join(posix.dirname(path), source.value as string);
  const declare = (declaration: Node) => {
    for (const each of declaration.declarations ?? [declaration])
      if (each.id?.type === "Identifier") declarations.set(`${path}#${each.id.name}`, each);
  };
  for (const statement of program.body as Node[]) {
    if (statement.type === "ImportDeclaration") {
      for (const { local, imported } of statement.specifiers)
        file.imports.set(local.name, { file: at(statement.source), name: imported?.name ?? "*" });
    } else if (statement.type === "ExportAllDeclaration") file.all.push(at(statement.source));
    else if (statement.type === "ExportNamedDeclaration") {
      if (statement.declaration) declare(statement.declaration);
      for (const { local, exported } of statement.specifiers)
        file.exports.set(exported.name, { file: statement.source ? at(statement.source) : path, name: local.name });
    } else declare(statement);
  }
  return file;
}

/** Types name nothing that runs. */
const KEPT = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression", "TSInstantiationExpression"]);

/** Visits every node of what runs, names of properties left out. */
export function walk(node: Node, visit: (node: Node) => void): void {
  if (Array.isArray(node)) return node.forEach((each) => walk(each, visit));
  if (typeof node?.type !== "string" || (node.type.startsWith("TS") && !KEPT.has(node.type))) return;
  visit(node);
  for (const [key, value] of Object.entries(node)) {
    const isName = (node.type === "MemberExpression" && key === "property") || (node.type === "Property" && key === "key");
    if (value !== null && typeof value === "object" && !(isName && !node.computed)) walk(value, visit);
  }
}
