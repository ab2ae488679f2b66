import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSeal } from "./seal.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tagwise-seal-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("what is sealed opens for its purpose and for no other, also after a restart, and looks different each time", () => {
  const first = openSeal({ dataDir });
  const sealed = first.seal("webhook:1", "密码 p@ss");
  expect(sealed).not.toContain("p@ss");
  expect(first.seal("webhook:1", "密码 p@ss")).not.toBe(sealed);
  expect(openSeal({ dataDir }).open("webhook:1", sealed)).toBe("密码 p@ss");
  expect(() => first.open("webhook:2", sealed)).toThrow("SECRET_UNREADABLE");
});

test("a text that was touched, or sealed under another key, is refused", () => {
  const seal = openSeal({ dataDir, secret: "correct horse battery" });
  const sealed = seal.seal("a", "text");
  expect(seal.open("a", sealed)).toBe("text");
  // The last character of base64 can stand for fewer than six bits: another one there may be the same bytes.
  const middle = sealed.length - 8;
  const other = sealed[middle] === "A" ? "B" : "A";
  const touchedText = `${sealed.slice(0, middle)}${other}${sealed.slice(middle + 1)}`;
  for (const touched of [touchedText, "", "v1.x.y", sealed.slice(0, 20)])
    expect(() => seal.open("a", touched)).toThrow("SECRET_UNREADABLE");
  expect(() => openSeal({ dataDir, secret: "another" }).open("a", sealed)).toThrow("SECRET_UNREADABLE");
  expect(() => openSeal({ dataDir }).open("a", sealed)).toThrow("SECRET_UNREADABLE");
});

test.skipIf(process.platform === "win32")("nobody but its owner may read the key file", () => {
  openSeal({ dataDir }).seal("a", "b");
  expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
});
