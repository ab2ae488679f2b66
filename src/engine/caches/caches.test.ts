import { expect, test } from "vitest";
import { cacheKind, openCaches } from "./caches.ts";

const CHECKED = cacheKind<number>("test.checked", "version");
const HELD = cacheKind<number>("test.held", "lease");
const OWN = cacheKind<number>("test.own", "process");

test("what only the holder may know is dropped when the lease moves, and nothing else", () => {
  const caches = openCaches();
  caches.set(CHECKED, 1);
  caches.set(HELD, 2);
  caches.set(OWN, 3);
  caches.leaseMoved();
  expect([CHECKED, HELD, OWN].map((kind) => caches.get(kind))).toEqual([1, undefined, 3]);
});

test("a value begins once, and again after it was dropped", () => {
  const caches = openCaches();
  let begun = 0;
  const begin = () => ++begun;
  expect([caches.getOr(OWN, begin), caches.getOr(OWN, begin)]).toEqual([1, 1]);
  caches.drop(OWN);
  expect(caches.getOr(OWN, begin)).toBe(2);
});

test("two workspaces remember nothing of each other", () => {
  const [one, other] = [openCaches(), openCaches()];
  one.set(OWN, 1);
  expect(other.get(OWN)).toBeUndefined();
});

test("no two caches share a name", () => {
  expect(() => cacheKind("test.own", "lease")).toThrow("two caches are called test.own");
});
