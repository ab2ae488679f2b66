import { expect, test } from "vitest";
import fc from "../../test/support/properties.ts";
import { unusableTexts } from "../kernel/index.ts";
import { storableJson } from "./storable.ts";

test("a NUL and half of a pair become signs that show; everything else stays, also what only looks like an escape", () => {
  expect(JSON.parse(storableJson({ "a\0": ["x\0y", "\ud83d", "\ude00z"] }))).toEqual({ "a\u2400": ["x\u2400y", "\ufffd", "\ufffdz"] });
  const same = { path: "C:\\u0000\\ud83d", face: "😀", lines: 'a\nb\t"' };
  expect(JSON.parse(storableJson(same))).toEqual(same);
  expect(storableJson(undefined)).toBe("null");
});

test("whatever the value is, the records can keep it, and a usable one comes back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const kept: unknown = JSON.parse(storableJson(value));
      expect(unusableTexts(kept)).toEqual([]);
      if (unusableTexts(value).length === 0) expect(JSON.stringify(kept)).toBe(JSON.stringify(value));
    }),
  );
});
