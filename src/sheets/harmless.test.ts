import { expect, test } from "vitest";
import fc from "../../test/support/properties.ts";
import { guarded, unguarded } from "./index.ts";

test("what a spreadsheet would run is led by an apostrophe; numbers, phones and lone signs are not", () => {
  for (const text of ["=1+1", "+cmd", "-x", "@sum", "\tx", "\rx", "＝1+1", "-1+2", "'=1", "''@x", "\n=1+1", "\nx", "＋cmd", "－x", "＠sum"])
    expect(guarded(text)).toBe(`'${text}`);
  for (const text of ["+8613800000000", "-5", "-1,234.50", "a=b", "'a", "'", "-", "=", "", "'+86138", "it's"])
    expect(guarded(text)).toBe(text);
});

test("taking it off gives back every text", () => {
  const unit = fc.constantFrom("'", "=", "+", "-", "@", "\t", "\n", "1", ".", ",", "a", "中", "＝", "😀");
  fc.assert(fc.property(fc.string({ unit, maxLength: 6 }), (text) => unguarded(guarded(text)) === text));
});
