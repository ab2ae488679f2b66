import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { problem } from "../../kernel/index.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BUILT = path.join(ROOT, "dist/web/index.html");
/** What the web application is made of. */
const SOURCES = ["src/web", "src/contract", "src/kernel", "src/rules", "package-lock.json"];

/** Whether the built web application is missing or older than a source of it. */
export function isWebStale(): boolean {
  if (!existsSync(BUILT)) return true;
  const built = statSync(BUILT).mtimeMs;
  return SOURCES.some((source) => newest(path.join(ROOT, source)) > built);
}

function newest(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(file) ? 0 : found.mtimeMs;
  return readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), 0);
}

/** Builds the web application in a process of its own, so that loading goes on beside it. @throws WEB_BUILD_FAILED */
export function buildWeb(signal: AbortSignal): Promise<void> {
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const child = spawn(process.execPath, [vite, "build", "src/web", "--logLevel", "error"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C reaches it through the signal alone; a terminal would send it to the whole group.
    detached: true,
    signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-2_000)));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(signal.aborted ? signal.reason : problem("WEB_BUILD_FAILED", { reason: error.message }, error)));
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(signal.aborted ? signal.reason : problem("WEB_BUILD_FAILED", { reason: output.trim() || `exit ${code}` }));
    });
  });
}
