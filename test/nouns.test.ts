import { expect, test } from "vitest";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { OPERATIONS } from "../src/contract/index.ts";

/**
 * One noun, one place. An operation has its verb's name; it stands in contract/<room>/<noun>.ts where <room> exports that verb, and
 * api/routes/<room>.ts binds it. A command is `<noun> <verb>` in cli/commands/<noun>/<verb>.ts and calls an operation of that noun. Short
 * commands for what people type all day stand in cli/commands/<word>.ts.
 */
const cwd = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${cwd}/${path}`, "utf8");
const find = (pattern: string) => globSync(pattern, { cwd }).map((path) => path.replaceAll("\\", "/"));

/** Short commands and the noun of what they ask for; null: they ask for nothing of the API. */
const SHORT: Readonly<Record<string, string | null>> = {
  apply: "tag",
  count: "customer",
  demo: null,
  doctor: null,
  evaluate: "evaluation",
  export: "export",
  import: "import",
  overview: "overview",
  password: null,
  schema: null,
  serve: null,
  template: "template",
  track: "message",
  validate: null,
  why: "why",
};
/** The work of an export is one of two verbs, by what is exported: the job of the room chooses. */
const RUN_BY: Readonly<Record<string, string>> = { startExport: "exportJob" };

const declared = new Map(
  find("src/contract/*/*.ts").flatMap((path) =>
    [...read(path).matchAll(/export const (\w+) = operation\(/g)].map(([, id]) => {
      const [, , room, file] = path.split("/");
      return [id!, { room: room!, noun: file!.replace(/\.ts$/, "") }] as const;
    }),
  ),
);
const kebab = (noun: string) => noun.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** A file with what it imports of its own folder, where commands of one noun share their parts. */
const withShared = (path: string) =>
  [read(path), ...[...read(path).matchAll(/from "\.\/([\w-]+\.ts)"/g)].map(([, file]) => read(path.replace(/[^/]+$/, file!)))].join("\n");
const commands = find("src/cli/commands/**/*.ts")
  .filter((path) => /^export const \w+ = (defineCommand|stateCommand)\b/m.test(read(path)))
  .map((path) => ({ path: path.replace("src/cli/commands/", "").replace(/\.ts$/, ""), text: withShared(path) }));

/** What a door exports, through the doors of folders too. */
function namesOf(path: string): string[] {
  const text = read(path);
  const named = [...text.matchAll(/export \{([^}]+)\}/g)].flatMap(([, names]) => names!.split(",").map((name) => name.trim()));
  const whole = [...text.matchAll(/export \* from "\.\/([^"]+)"/g)].flatMap(([, file]) => namesOf(path.replace(/[^/]+$/, file!)));
  return [...named, ...whole];
}

test("there is something to hold: operations and commands", () => {
  expect(OPERATIONS.length).toBeGreaterThan(80);
  expect(declared.size).toBe(OPERATIONS.length);
  expect(commands.length).toBeGreaterThan(60);
});

test.for(OPERATIONS)("$id stands in the contract where the room of its verb says", ({ id, room }) => {
  expect(declared.get(id)?.room, `${id} in contract/`).toBe(room);
  const verb = RUN_BY[id] ?? id;
  expect(namesOf(`src/${room}/index.ts`), `the door of ${room}`).toContain(verb);
  const routes = read(`src/api/routes/${room}.ts`);
  expect(routes, `api/routes/${room}.ts`).toMatch(new RegExp(`bind\\(\\s*contract\\.${id}\\b`));
  const binding = routes.slice(routes.search(new RegExp(`contract\\.${id}\\b`))).split(/^  bind\(/m)[0]!;
  // A job runs its verb later: its kind stands in the room.
  expect(binding, `${id} in api/routes/${room}.ts`).toMatch(new RegExp(`\\b${verb}\\(|\\blisten: ${verb}\\b|\\b(startJob|enqueue)\\(`));
});

test.for(commands)("$path is named by its noun and its verb", ({ path, text }) => {
  const [noun, verb] = path.split("/") as [string, string | undefined];
  const name = verb === undefined ? noun : `${noun} ${verb}`;
  // Commands that pause or resume share a helper, which gets the verb.
  expect(text).toMatch(new RegExp(`name: "${name}"|stateCommand\\(\\s*"${verb}"[\\s\\S]*name: \`${noun} \\$`));
  const asked = verb === undefined ? SHORT[noun] : noun;
  expect(asked, `a short command is listed here, the others are ${noun}/<verb>.ts`).not.toBe(undefined);
  if (asked === null) return;
  const imported = [...text.matchAll(/import \{([^}]+)\} from "(?:\.\.\/)+contract\/index\.ts"/g)].flatMap(([, names]) =>
    names!.split(",").map((each) => each.trim().split(" as ")[0]!),
  );
  const nouns = imported.flatMap((each) => (declared.has(each) ? [kebab(declared.get(each)!.noun)] : []));
  expect(nouns, `${name} calls an operation of ${asked}`).toContain(asked);
});
