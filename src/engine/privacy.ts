import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { problem } from "../kernel/index.ts";

const OTHERS = 0o077;

/**
 * Keeps a data directory, which holds personal data and the key of secrets, to the account that runs Tagwise: the directory and what stands
 * in it are closed to others, and so are files that are made from now on.
 * @throws DATA_DIR_OPEN when others can enter it and this account may not change that
 */
export function closeToOthers(dataDir: string): void {
  // Windows has no such modes.
  if (process.platform === "win32") return;
  process.umask(OTHERS);
  if (!closed(dataDir, 0o700)) throw problem("DATA_DIR_OPEN", { dataDir, mode: (statSync(dataDir).mode & 0o777).toString(8) });
  for (const entry of readdirSync(dataDir, { withFileTypes: true }))
    if (entry.isDirectory() || entry.isFile()) closed(join(dataDir, entry.name), entry.isDirectory() ? 0o700 : 0o600);
}

/** Whether others have no way in. What belongs to somebody else inside a closed directory stays as it is. */
function closed(path: string, mode: number): boolean {
  try {
    if ((statSync(path).mode & OTHERS) === 0) return true;
    chmodSync(path, mode);
    return (statSync(path).mode & OTHERS) === 0;
  } catch {
    return false;
  }
}
