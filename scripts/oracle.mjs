// The long form of the oracle: thousands of random catalogues of facts, membership histories and rules, every way of running against the interpreter.
// `npm run oracle [-- CASES [SEED]]`. The seed is printed first, so that a failure can be run again; fast-check prints the case, made small.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";

const [cases = "3000", seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
process.stdout.write(`${cases} cases, seed ${seed}\n`);
const patterns = ["test/integration/oracle", "test/integration/follow", "test/oracle"];
const child = spawn("vitest", ["run", "--project", "embedded", "--project", "unit", ...patterns], {
  stdio: "inherit",
  env: { ...process.env, TAGWISE_ORACLE_RUNS: cases, TAGWISE_ORACLE_SEED: seed },
  shell: process.platform === "win32",
});
child.once("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once("close", (code) => (process.exitCode = code ?? 1));
