import fc from "../../test/support/properties.ts";
import { expect, test } from "vitest";
import { isPersonalValue, maskedText } from "./personal.ts";

test("phones, addresses and identity numbers inside a text are masked, the words around them stay", () => {
  expect(maskedText("请打13812345678，或写信到 lilei@example.com")).toBe("请打138****5678，或写信到 l***@example.com");
  expect(maskedText("138 1234 5678/13912345678,13712345678")).toBe("138****5678/139****5678,137****5678");
  expect(maskedText("+86 138-1234-5678 和 +4915112345678")).toBe("+86 138****5678 和 +491****78");
  expect(maskedText("身份证110101199003071234")).toBe("身份证110****34");
  expect(maskedText("a=1&phone=13812345678&b=2")).toBe("a=1&phone=138****5678&b=2");
});

test("numbers of orders and amounts are no phones", () => {
  for (const text of ["2138123456789012345", "1234.50", "A-13800", "20260115120000", "订单 138123456789"])
    expect(maskedText(text)).toBe(text);
});

test("only a whole value makes a field personal", () => {
  expect(["13812345678", " +8613812345678 ", "a@b.cn", "11010119900307123X"].map(isPersonalValue)).toEqual([true, true, true, true]);
  expect(["请打13812345678", "1381234567", "上海", ""].map(isPersonalValue)).toEqual([false, false, false, false]);
});

test("a phone is masked whatever stands around it that is no digit", () => {
  const around = fc.string().map((text) => text.replaceAll(/[0-9@+]/g, ""));
  const phone = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
  fc.assert(
    fc.property(around, phone, around, phone, (before, one, between, two) => {
      const shown = maskedText(`${before}${one}${between === "" ? "," : between}${two}`);
      expect(shown).not.toContain(one);
      expect(shown).not.toContain(two);
    }),
  );
});
