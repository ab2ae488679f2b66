import { posix } from "node:path";
import type { Import } from "./imports.ts";

/**
 * The rooms of src/, from the top: a room imports only rooms that stand before it. docs/ARCHITECTURE.md has the same list. Messages and
 * files become customers and events, so identity and customers stand before tracking and imports; a tag is defined by a rule, so rules
 * stand before tags.
 */
export const ROOMS = [
  "kernel",
  "engine",
  "sheets",
  "contract",
  "catalogue",
  "access",
  "jobs",
  "identifiers",
  "matching",
  "identity",
  "customers",
  "products",
  "tracking",
  "mapping",
  "files",
  "imports",
  "sources",
  "rules",
  "tags",
  "membership",
  "evaluation",
  "updates",
  "explain",
  "publishing",
  "changes",
  "templates",
].concat(["segments", "assignments", "suggestions", "erasure", "review", "actions", "insight", "exports", "app", "api", "cli", "web"]);

/**
 * Doors besides a room's index.ts. The rule language is pure and runs in the browser too. A command looks who holds its data directory
 * without loading the stores. What checks documents of tags without a server needs no store either.
 */
const SIDE_DOORS = ["src/rules/language/index.ts", "src/engine/lock/index.ts", "src/tags/code/index.ts"];

/** A test of what needs one store alone may open that one alone. */
const TEST_DOORS = ["src/engine/records/open.ts", "src/engine/facts/open.ts"];

/** Rooms that may import less than everything before them. */
const NARROW: Readonly<Record<string, readonly string[]>> = {
  web: ["src/kernel/index.ts", "src/contract/index.ts", "src/rules/language/index.ts"],
  contract: ["src/kernel/index.ts"],
  // The command line speaks the API, except where it needs no data; access only for the passwords that the machine's operator sets.
  cli: ["kernel", "engine/lock", "contract", "tags/code", "access", "app", "api"].map((room) => `src/${room}/index.ts`),
};

/** Packages that one room alone knows. */
const OWNED: readonly (readonly [RegExp, string])[] = [
  [/^(chdb|pg|@electric-sql\/pglite|@clickhouse\/client)(\/|$)/, "engine"],
  [/^(mysql2|aws4fetch)(\/|$)/, "sources"],
  [/^(react|react-dom|antd|echarts|@tanstack|@ant-design)(\/|$)/, "web"],
];

/** The rule language, which the browser gets: of a leaf everything but its plan, its SQL, its interpreter and what joins them. */
const LANGUAGE =
  /^src\/rules\/(language\/|(?:measures|tagKinds|valueTypes)\/(?!.*[rR]uns?\.ts$)|leaves\/(?!runs\.ts|leafRun\.ts)([^/]+\.ts$|[^/]+\/(?!(plan|sql|interpret|run)\b)))/;
const BROWSER_PACKAGES = /^(zod|yaml|re2js)(\/|$)/;

export interface SourceFile {
  /** From the root, with forward slashes: `src/tags/retire.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
}

/** Every import that goes against the order of the rooms, as `file:line: what is wrong`. */
export function wrongArrows(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((found) => wrongWith(file.path, found).map((text) => `${file.path}:${found.line}: ${text}`)),
  );
}

function wrongWith(path: string, { specifier, form }: Import): string[] {
  const room = roomOf(path);
  if (room === undefined) return [];
  if (form === "require") return ["require is not used"];
  if (specifier === null) return ["an import whose target cannot be read"];
  if (!specifier.startsWith(".")) return wrongPackage(path, room, specifier);
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  const other = roomOf(target);
  if (other === room)
    return LANGUAGE.test(path) && !isTest(path) && !LANGUAGE.test(target) ? ["the rule language imports what the browser cannot have"] : [];
  if (isTest(path) && (target.startsWith("test/support/") || TEST_DOORS.includes(target))) return [];
  if (other === undefined) return target === "package.json" ? [] : [`${target} is in no room`];
  if (target !== `src/${other}/index.ts` && !SIDE_DOORS.includes(target))
    return [`goes past ${other}'s door: import src/${other}/index.ts`];
  // A test may stand on rooms below its own to see what they make of it, through their doors.
  if (isTest(path)) return [];
  // Types are gone before the browser sees them.
  const types = form === "type" ? ["src/catalogue/index.ts"] : [];
  const allowed = LANGUAGE.test(path) ? ["src/kernel/index.ts", "src/contract/index.ts", ...types] : NARROW[room];
  if (allowed && !allowed.includes(target)) return [`${room} may import only ${allowed.join(", ")}`];
  if (ROOMS.indexOf(other) > ROOMS.indexOf(room)) return [`${other} stands below ${room}`];
  return [];
}

function wrongPackage(path: string, room: string, specifier: string): string[] {
  if (isTest(path)) return [];
  if (room === "kernel" && !specifier.startsWith("node:")) return ["kernel imports no package"];
  if (LANGUAGE.test(path) && !BROWSER_PACKAGES.test(specifier)) return [`${specifier} in the rule language, which runs in the browser`];
  // Our records are the engine's; other people's PostgreSQL is read like any other source.
  if (specifier === "pg" && path.startsWith("src/sources/kinds/")) return [];
  return OWNED.filter(([pattern, owner]) => pattern.test(specifier) && owner !== room).map(
    ([, owner]) => `only ${owner} imports ${specifier}`,
  );
}

/** What the browser loads from `entries`, and why it could not: Node's modules anywhere in the closure. */
export function notForBrowsers(files: readonly SourceFile[], entries: readonly string[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const wrong: string[] = [];
  const queue = entries.map((path) => ({ path, way: [path] }));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { path, way } = next;
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { specifier, form } of byPath.get(path)?.imports ?? []) {
      if (specifier === null || form === "type") continue;
      if (specifier.startsWith("node:")) wrong.push(`${specifier} reaches the browser: ${way.join(" → ")}`);
      if (!specifier.startsWith(".")) continue;
      const target = posix.normalize(posix.join(posix.dirname(path), specifier));
      queue.push({ path: target, way: [...way, target] });
    }
  }
  return wrong;
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The room of a file of src/, the folder's name even when it is no known room; undefined outside. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}
