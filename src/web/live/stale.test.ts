import { expect, test } from "vitest";
import type { LiveEvent } from "../../contract/index.ts";
import { staleBy } from "./stale.ts";

const members = (...tags: string[]): LiveEvent => ({ kind: "members", all: false, tags: tags.map((tag) => ({ tag, members: 1 })) });
const stale = (events: LiveEvent[], ...key: unknown[]) => staleBy(events)(key);

test("members of a tag make that tag's pages old, and the lists that count or show members, not other tags' pages", () => {
  expect(stale([members("vip")], "readTag", { tag: "vip" })).toBe(true);
  expect(stale([members("vip")], "tagHistory", "pages", { tag: "vip", limit: 20 })).toBe(true);
  expect(stale([members("vip")], "readTag", { tag: "old" })).toBe(false);
  expect(stale([{ kind: "members", all: true, tags: [] }], "readTag", { tag: "old" })).toBe(true);
  for (const id of ["listTags", "readCustomer", "listCustomers", "readOverview"]) expect(stale([members("vip")], id, {})).toBe(true);
  expect(stale([members("vip")], "listCustomerEvents", "pages", { customer: "1" })).toBe(false);
});

test("arrived facts make timelines old; a change of a kind that nobody foresaw makes everything old but the session", () => {
  expect(stale([{ kind: "facts" }], "listCustomerEvents", "pages", { customer: "1" })).toBe(true);
  // Of reviews the count beside the navigation: the list stays still under the hand of who decides.
  expect(stale([{ kind: "facts" }], "countReviews", {})).toBe(true);
  expect(stale([{ kind: "facts" }], "listReviews", "pages", {})).toBe(false);
  expect(stale([{ kind: "changed", what: ["segment"] }], "listSegments", {})).toBe(true);
  expect(stale([{ kind: "changed", what: ["segment"] }], "listTags", {})).toBe(false);
  expect(stale([{ kind: "changed", what: ["surprise"] }], "listTags", {})).toBe(true);
  expect(stale([{ kind: "changed", what: ["surprise"] }], "readSession", {})).toBe(false);
});

test("who missed too much reads everything again; who missed nothing reads nothing", () => {
  expect(stale([{ kind: "hello", missed: true }], "listKeys", {})).toBe(true);
  expect(stale([{ kind: "hello", missed: false }], "listKeys", {})).toBe(false);
});
