import { expect, test } from "vitest";
import type { AttributeDef } from "../catalogue/index.ts";
import type { Actor, Permission } from "../kernel/index.ts";
import { shownAttribute, shownIdentity, shownText, shownWords } from "./mask.ts";

const actor = (...permissions: Permission[]): { actor: Actor } => ({
  actor: { kind: "person", id: "p", name: "p", permissions: new Set(permissions) },
});
const attribute = (code: string, sensitivity: AttributeDef["sensitivity"], type: AttributeDef["type"] = "text"): AttributeDef => ({
  code,
  name: { zh: code, en: code },
  type,
  sensitivity,
});

test("with customer.personal everything is shown as it is", () => {
  const all = actor("customer.personal", "customer.sensitive");
  expect(shownAttribute(all, attribute("name", "personal"), "张三")).toBe("张三");
  expect(shownAttribute(all, attribute("income", "sensitive", "number"), "9000")).toBe("9000");
  expect(shownIdentity(all, { platform: "phone", external: "+8613812345678" }).external).toBe("+8613812345678");
});

test("sensitive values need a right of their own", () => {
  const service = actor("customer.personal");
  expect(shownAttribute(service, attribute("name", "personal"), "张三")).toBe("张三");
  expect(shownAttribute(service, attribute("income", "sensitive", "number"), "9000")).toBe("****");
});

test("phones and addresses in an ordinary text are masked, its other words stay", () => {
  expect(shownAttribute(actor(), attribute("note", "ordinary"), "请打13812345678")).toBe("请打138****5678");
  expect(shownAttribute(actor(), attribute("notes", "ordinary", "list"), ["a@b.com", "红"])).toEqual(["a***@b.com", "红"]);
  expect(shownText(actor(), "他说 13812345678")).toBe("他说 138****5678");
  expect(shownText(actor("customer.personal"), "他说 13812345678")).toBe("他说 13812345678");
});

test("what is observed of a field that may not be seen is not told, whatever the words", () => {
  const words = { zh: "「张三」", en: "“张三”" };
  expect(shownWords(actor(), [attribute("name", "personal")], words).zh).toBe("无权查看");
  expect(shownWords(actor(), [attribute("city", "ordinary")], words)).toEqual(words);
});

test("what is shown as it is, is noted for the audit; masks and ordinary values are not", () => {
  const reads = { customers: new Set<number>(), shown: new Set<string>() };
  const may = { ...actor("customer.personal"), reads };
  shownAttribute(may, attribute("city", "ordinary"), "上海");
  shownIdentity(may, { platform: "crm", external: "1" });
  shownAttribute({ ...actor(), reads }, attribute("name", "personal"), "张三");
  expect([...reads.shown]).toEqual([]);
  shownAttribute(may, attribute("name", "personal"), "张三");
  shownIdentity(may, { platform: "phone", external: "+8613812345678" });
  expect([...reads.shown]).toEqual(["attribute.name", "identity.phone"]);
});

test("without it, personal values keep their shape and sensitive ones nothing", () => {
  const few = actor();
  const shown = (code: string, value: string) => shownAttribute(few, attribute(code, "personal"), value);
  expect(shown("name", "张三")).toBe("张**");
  expect(shown("name", "𠮷野家")).toBe("𠮷**");
  expect(shown("phone", "13812345678")).toBe("138****5678");
  expect(shown("contact", "+1 415 555 2671")).toBe("+1 ****71");
  expect(shown("email", "lilei@example.com")).toBe("l***@example.com");
  expect(shownAttribute(few, attribute("birthday", "personal", "time"), "1990-01-01T00:00:00.000Z")).toBe("****");
  expect(shownAttribute(few, attribute("illness", "sensitive", "list"), ["a"])).toBe("****");
  expect(shownAttribute(few, attribute("city", "ordinary"), "上海")).toBe("上海");
});

test("contacts and accounts are masked, the company's own numbers are not", () => {
  const shown = (platform: string, external: string) => shownIdentity(actor(), { platform, external }).external;
  expect(shown("phone", "+8613812345678")).toBe("138****5678");
  expect(shown("email", "a@b.com")).toBe("a***@b.com");
  expect(shown("taobao", "小红的小店")).toBe("小***店");
  expect(shown("taobao", "ab")).toBe("***");
  expect(shown("wecom", "wm_x@corp")).toBe("w***@corp");
  expect(shown("crm", "12346")).toBe("12346");
});
