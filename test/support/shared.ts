import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TestContext } from "vitest";

/** Real files beside the repository, too large or not ours to keep in it. */
const folder = new URL("../../../shared/data/", import.meta.url);

/** The path of a real file. A test that asks for one which is not there is skipped, with the reason. */
export function sharedFile(context: TestContext, name: string): string {
  const path = fileURLToPath(new URL(name, folder));
  if (!existsSync(path)) context.skip(`needs ../shared/data/${name}, which is not beside this repository`);
  return path;
}
