import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { findChromium } from "../chromium.ts";
import { testDirectory } from "../directory.ts";
import { startTagwise } from "../program.ts";
import "./provided.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * What every end-to-end test stands on, made once: the built web application, the browser unpacked, a small demonstration's data.
 * What fails here fails the tests that ask for it, and not those of other projects.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const data = testDirectory("demo");
  try {
    await Promise.all([buildWeb(), findChromium()]);
    const demo = await startTagwise(["demo", "--data", data.path, "--customers", "1000", "--seed", "7"]);
    await demo.stop();
    project.provide("demo", { dataDir: data.path });
  } catch (error) {
    project.provide("demo", { failure: error instanceof Error ? error.message : String(error) });
  }
  return () => data.remove();
}

async function buildWeb(): Promise<void> {
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  const child = spawn(process.execPath, [vite, "build", "src/web", "--logLevel", "warn"], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The web application does not build: vite ended with ${code}`);
}
