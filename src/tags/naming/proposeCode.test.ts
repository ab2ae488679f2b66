import { expect, test } from "vitest";
import { proposeCode } from "./proposeCode.ts";

const none = () => false;
const both = (name: string) => ({ zh: name, en: name });

test("a code is the English name, otherwise the pinyin of the Chinese one", () => {
  expect(proposeCode({ zh: "高价值客户", en: "High value" }, none)).toBe("high_value");
  expect(proposeCode(both("高价值客户"), none)).toBe("gao_jia_zhi_ke_hu");
  expect(proposeCode(both("VIP客户 2024"), none)).toBe("vip_ke_hu_2024");
  expect(proposeCode(both("女装"), none)).toBe("nv_zhuang");
  expect(proposeCode(both("Café crème"), none)).toBe("cafe_creme");
});

test("a name that begins with a digit, has no letter, or is very long gives a usable code too", () => {
  expect(proposeCode(both("7日内咨询"), none)).toBe("tag_7_ri_nei_zi_xun");
  expect(proposeCode(both("✨✨"), none)).toBe("tag");
  expect(proposeCode(both("客户".repeat(30)), none)).toMatch(/^[a-z][a-z0-9_]{0,59}$/);
  expect(proposeCode(both("Клиент"), none)).toBe("tag");
});

test("a taken code gets a number", () => {
  const taken = new Set(["hei_ming_dan", "hei_ming_dan_2"]);
  expect(proposeCode(both("黑名单"), (code) => taken.has(code))).toBe("hei_ming_dan_3");
});
