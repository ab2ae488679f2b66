import { expect, test } from "vitest";
import { hasNameSigns } from "./index.ts";

test("names of any language, with signs and emoji, are names", () => {
  for (const name of ["city", "紧急联系人", "Total (¥)", "a.b[].c", 'it\'s "so"', "$set", "100%", "👩‍👩‍👧", "Café"])
    expect([name, hasNameSigns(name)]).toEqual([name, true]);
});

test("what quotes and escapes in SQL, what cannot be seen and half a character are in no name", () => {
  for (const sign of ["`", "\\", "\0", "\n", "\u007f", "\u0085", "\u2028", "\u2029", "\u202e", "\u2066", "\ud800", "\udc00"])
    expect([sign, hasNameSigns(`a${sign}b`)]).toEqual([sign, false]);
});
