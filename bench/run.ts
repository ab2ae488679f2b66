import "../src/cli/threadPool.ts";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The benchmarks, each a file beside this one with a `run()`: `npm run bench` runs all, `npm run bench import` one. */
const BENCHES = ["evaluate", "live", "import", "export", "ingest", "search", "speed", "rights"];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}; there are ${BENCHES.join(", ")}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  const file = new URL(`./${name}.ts`, import.meta.url);
  if (!existsSync(fileURLToPath(file))) throw new Error(`bench/${name}.ts is missing`);
  const { run } = (await import(file.href)) as { run(): Promise<void> };
  await run();
}
