import { expect, test } from "vitest";
import { SOURCE_KINDS, SourcePlace, type SourceShape } from "../../../../contract/index.ts";
import { draftOf, isReady, placeOf, type Draft } from "./draft.ts";

test("a filled form is a place that the API takes, for every kind", () => {
  for (const { kind, form } of SOURCE_KINDS) {
    const fields = Object.fromEntries(form.fields.map(({ name, example }) => [name, name === "port" ? "5433" : example || "x"]));
    const draft: Draft = { ...draftOf(undefined), name: "a", kind, fields, query: "select 1" };
    expect(isReady(draft)).toBe(true);
    expect(isReady({ ...draft, fields: {} })).toBe(false);
    const place = SourcePlace.parse(placeOf(draft));
    // Opened again and saved unchanged, it is the same place.
    expect(SourcePlace.parse(placeOf(draftOf({ name: "a", place, query: null, column: null, every: null } as SourceShape)))).toEqual(place);
  }
});

test("a database needs a query, a folder does not", () => {
  const folder: Draft = { ...draftOf(undefined), name: "a", kind: "folder", fields: { path: "/in" } };
  expect(isReady(folder)).toBe(true);
  expect(isReady({ ...folder, kind: "postgres", fields: { host: "h", database: "d", user: "u" } })).toBe(false);
});
