import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "../../kernel/index.ts";

const DAY_MILLISECONDS = 24 * 3_600_000;

/** Deletes partial files of uploads that a crash interrupted. It waits a day, because another process may still be writing. */
export async function removeHalfUploads(dataDir: string, now: Instant): Promise<void> {
  const directory = join(dataDir, "uploads");
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".part"))) {
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > DAY_MILLISECONDS) await rm(path, { force: true });
  }
}
