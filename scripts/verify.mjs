// The quick checks, side by side: types, lint, format, and the tests of the house itself (arrows, errors, texts).
// `npm run verify`. With --no-house the last are left to the caller, who runs them among all tests.
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

const CHECKS = [
  // What is known of files that did not change is kept: seconds the first time, one afterwards.
  { name: "types", command: ["tsc"] },
  { name: "lint", command: ["oxlint", "--deny-warnings"] },
  { name: "format", command: ["oxfmt", "--check"] },
];
const HOUSE = { name: "house", command: ["vitest", "run", "--project", "house", "--reporter", "dot"] };

/** Colours are for terminals; some tools take CI for one. */
export const colours = () => (process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined });

/** Runs the checks; answers how many passed and failed. What a failed one printed is shown. */
export async function verify({ house }) {
  const results = await Promise.all([...CHECKS, ...(house ? [HOUSE] : [])].map(run));
  for (const { name, ok, seconds, output } of results) {
    console.log(`${ok ? "✓" : "✗"} ${name.padEnd(8)} ${seconds.toFixed(1)} s`);
    if (!ok) console.log(output);
  }
  const passed = results.filter(({ ok }) => ok).length;
  return { passed, failed: results.length - passed };
}

function run({ name, command: [program, ...args] }) {
  const started = performance.now();
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...colours() },
    shell: process.platform === "win32",
  });
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stderr.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    const end = (ok, more = "") =>
      resolve({ name, ok, seconds: (performance.now() - started) / 1000, output: Buffer.concat(chunks).toString() + more });
    child.once("error", (error) => end(false, `${program}: ${error.message}. Start this with npm run verify.`));
    child.once("close", (code) => end(code === 0));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed } = await verify({ house: true });
  process.exitCode = failed > 0 ? 1 : 0;
}
