import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "vitest";

/** Real files beside the repository, too large or not ours to keep in it: `../shared/data`. */
const folder = new URL("../../../shared/data/", import.meta.url);

/** The path of a real file, whether or not it is there. */
export function sharedFile(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

/** `test`, skipped with the reason where the real files it needs are not beside the repository. */
export function testWithShared(...names: readonly string[]): typeof test {
  const missing = names.filter((name) => !existsSync(sharedFile(name)));
  if (missing.length === 0) return test;
  const reason = `needs ../shared/data/${missing.join(", ../shared/data/")}`;
  return ((name: string, ...rest: readonly [unknown, unknown?]) => {
    const options = typeof rest[0] === "object" ? rest[0] : {};
    test(`${name} (skipped: ${reason})`, { ...options, skip: true }, () => undefined);
  }) as unknown as typeof test;
}
