// Writes docs/errors.md from the error registry: node scripts/errors-doc.mjs. test/errors.test.ts holds the two together.
import { readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = new URL("..", import.meta.url);

/** The exit codes of the command line, as kernel/errors/problem.ts defines them. */
const EXITS = [
  [1, "anything else"],
  [2, "wrong use"],
  [3, "bad input"],
  [4, "not allowed"],
  [5, "not found"],
  [6, "conflict or busy"],
  [7, "resources"],
];

/** The page's text. */
export async function errorsDoc() {
  const folder = new URL("src/kernel/errors/", ROOT);
  const areas = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !["index.ts", "problem.ts"].includes(name) && !name.endsWith(".test.ts"))
    .map((name) => name.slice(0, -3))
    .toSorted();
  const sections = await Promise.all(
    areas.map(async (area) => {
      const entries = Object.values(await import(new URL(`${area}.ts`, folder).href)).find((value) => typeof value === "object");
      return Object.keys(entries).length === 0 ? "" : `\n## ${area}\n\n${HEAD}${Object.entries(entries).map(row).join("")}`;
    }),
  );
  const exits = EXITS.map(([code, meaning]) => `${code} ${meaning}`).join(", ");
  return `# Errors

Every error a person can meet, by its code. The API answers with problem details (RFC 9457): \`code\`, \`status\`, the text in the language
asked for, and \`issues\` where one input has several errors. The command line prints the text and ends with the exit code:
${exits}. What stands in braces differs from case to case.

Written from \`src/kernel/errors\` by \`scripts/errors-doc.mjs\`; do not edit.
${sections.join("")}`;
}

const HEAD = "| code | status | exit | 中文 | English |\n|---|---|---|---|---|\n";

function row([code, { status, exit, zh, en }]) {
  const cells = [`\`${code}\``, status, exit, zh(placeholder("")), en(placeholder(""))];
  // A number computed from a parameter.
  return `| ${cells.map((cell) => String(cell).replaceAll("NaN", "{number}").replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
}

/** Stands for parameters of any shape: a text of it is `{name}`, an array of it one such, a call of it itself. */
function placeholder(name) {
  return new Proxy(() => undefined, {
    get(_, key) {
      if (key === Symbol.toPrimitive) return () => `{${name}}`;
      if (key === Symbol.iterator) return undefined;
      if (typeof key === "symbol") return undefined;
      if (key === "join" || key === "toString" || key === "toLocaleString") return () => `{${name}}`;
      if (key === "map" || key === "flatMap") return (each) => ({ join: () => String(each(placeholder(name), 0)) });
      if (["slice", "filter", "toSorted"].includes(key)) return () => placeholder(name);
      if (name === "") return placeholder(key);
      return placeholder(["zh", "en", "length"].includes(key) ? name : `${name}.${key}`);
    },
    apply: () => `{${name}}`,
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(fileURLToPath(new URL("docs/errors.md", ROOT)), await errorsDoc());
