import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Asked, Measured } from "./export/child.ts";

const SIZES = [100_000, 1_000_000];

/** Runs one measurement in a process of its own, so that its memory is its own. */
async function measure(asked: Asked): Promise<Measured> {
  const child = fork(fileURLToPath(new URL("export/child.ts", import.meta.url)), [JSON.stringify(asked)]);
  let measured: Measured | undefined;
  child.on("message", (message) => (measured = message as Measured));
  const [code] = (await once(child, "exit")) as [number | null];
  if (!measured) throw new Error(`${asked.what} of ${asked.rows} ended with ${code}`);
  return measured;
}

/** Exports of customers with eight columns: Excel against CSV of the same rows in the same run, and how memory grows with the rows. */
export async function run(): Promise<void> {
  console.log(`export of customers, 8 columns, ${availableParallelism()} cores`);
  for (const rows of SIZES) {
    const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-export-"));
    try {
      await measure({ what: "prepare", dataDir, rows });
      const idle = await measure({ what: "idle", dataDir, rows });
      console.log(`${rows.toLocaleString("en")} rows; stores open and idle: ${idle.megabytes} MB`);
      const csv = await measure({ what: "csv", dataDir, rows });
      for (const [name, found] of [
        ["CSV", csv],
        ["Excel", await measure({ what: "xlsx", dataDir, rows })],
        ["Parquet", await measure({ what: "parquet", dataDir, rows })],
      ] as const) {
        const speed = Math.round(rows / found.seconds).toLocaleString("en");
        const times = (found.seconds / csv.seconds).toFixed(1);
        const size = (found.bytes / 2 ** 20).toFixed(0);
        console.log(
          `  ${name.padEnd(8)}${found.seconds.toFixed(2).padStart(6)} s ${speed.padStart(9)} rows/s  ${times.padStart(4)} × CSV  ${size.padStart(4)} MB on disk  memory at most ${found.megabytes} MB`,
        );
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}
