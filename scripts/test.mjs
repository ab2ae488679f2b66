// Everything: the quick checks, then every test, the browser's included. `npm test`; `npm test -- PATTERN…` gives vitest the
// patterns and options. The last line says how many passed, failed and were skipped, the quick checks counted among them.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { colours, verify } from "./verify.mjs";

const checks = await verify({ house: false });
const tests = await vitest(process.argv.slice(2));
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
const line = `${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ""}`;
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${line}\n`);

/** Runs vitest and reads the tally its reporter left. One that ends badly without saying why counts as a failure. */
async function vitest(args) {
  const folder = mkdtempSync(join(tmpdir(), "tagwise-tally-"));
  const file = join(folder, "tally.json");
  // What vitest prints after its end would come after the last line, so its output passes through here.
  const child = spawn("vitest", ["run", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TEST_TALLY: file, ...colours() },
    shell: process.platform === "win32",
  });
  child.stdout.on("data", (chunk) => process.stdout.write(chunk));
  child.stderr.on("data", (chunk) => process.stderr.write(chunk));
  const code = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (status, signal) => resolve(signal ?? status));
  });
  const tally = readTally(file);
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && tally.failed === 0) {
    console.log(`vitest ended with ${code} though no test failed`);
    tally.failed = 1;
  }
  return tally;
}

function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
