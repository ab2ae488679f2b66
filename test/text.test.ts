import { expect, test } from "vitest";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${cwd}/${path}`, "utf8");

/** Text files that git has or would take. Outside a clone (an unpacked archive) there are none to ask for. */
const inGit = existsSync(`${cwd}/.git`);
const tracked = inGit
  ? execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd, encoding: "utf8" })
      .split("\0")
      .filter((path) => path && existsSync(`${cwd}/${path}`) && statSync(`${cwd}/${path}`).size < 3_000_000)
  : [];
const texts = tracked.map((path) => ({ path, text: read(path) })).filter(({ text }) => !text.includes("\0"));

test.skipIf(!inGit)("there are files to read (skipped outside a git clone)", () => {
  expect(texts.length).toBeGreaterThan(100);
});

test.skipIf(!inGit)("no file names a place on the machine it was written on (skipped outside a git clone)", () => {
  const home = homedir();
  const places = [cwd.replace(/\/$/, ""), ...(home === "/root" || home === "/" ? [] : [home])].filter((place) => place.length > 5);
  const wrong = texts.flatMap(({ path, text }) => places.filter((place) => text.includes(place)).map((place) => `${path}: ${place}`));
  const common = texts
    .filter(({ text }) => /["'`\s(=](\/root\/|\/home\/[a-z]|\/Users\/[A-Za-z]|[A-Z]:\\Users\\)/.test(text))
    .map(({ path }) => path);
  const host = hostname().length > 8 ? texts.filter(({ text }) => text.includes(hostname())).map(({ path }) => path) : [];
  expect([...wrong, ...common, ...host]).toEqual([]);
});

test.skipIf(!inGit)("no file names the registry it was installed from (skipped outside a git clone)", () => {
  const used = process.env["npm_config_registry"];
  const host = used === undefined ? "registry.npmjs.org" : new URL(used).host;
  const wrong = host === "registry.npmjs.org" ? [] : texts.filter(({ text }) => text.includes(host)).map(({ path }) => path);
  expect(wrong).toEqual([]);
});

test("the lockfile names no registry, so that any will do", () => {
  const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { resolved?: string }> };
  const resolved = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith("http"));
  expect(resolved).toEqual([]);
  expect(read(".npmrc")).not.toMatch(/registry\s*=|_auth|token/i);
});

test("the lockfile has every optional package of every platform: node scripts/complete-lock.mjs adds what is missing", () => {
  const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const known = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").pop()));
  const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !known.has(name)),
  );
  expect(missing).toEqual([]);
  expect(existsSync(`${cwd}/scripts/complete-lock.mjs`)).toBe(true);
});
