import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const own = new Set<string>();
process.on("exit", () => {
  for (const directory of own) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
});

/** An empty directory that goes with this process at the latest. */
export function testDirectory(name = "test"): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `tagwise-${name}-`));
  own.add(path);
  return {
    path,
    remove() {
      // What a process that ends just now still writes does not make the removal fail.
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
      own.delete(path);
    },
  };
}
