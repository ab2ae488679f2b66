import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testDirectory } from "../../test/support/directory.ts";
import { closeToOthers } from "./privacy.ts";

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("a data directory that others could enter is closed to them, with what is in it and what comes later", () => {
  const before = process.umask(0);
  const directory = testDirectory("open");
  const [file, folder] = [join(directory.path, "secret.key"), join(directory.path, "facts")];
  writeFileSync(file, "x");
  mkdirSync(folder);
  for (const path of [directory.path, folder]) chmodSync(path, 0o755);
  chmodSync(file, 0o666);
  closeToOthers(directory.path);
  expect([directory.path, folder, file].map(modeOf)).toEqual(["700", "700", "600"]);
  writeFileSync(join(folder, "later"), "x");
  expect(modeOf(join(folder, "later"))).toBe("600");
  process.umask(before);
  directory.remove();
});
