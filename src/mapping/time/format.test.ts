import { expect, test } from "vitest";
import { CANDIDATES } from "./candidates.ts";
import { parseTimeFormat } from "./format.ts";

test("patterns are read as the engine needs them, with the shape that a text must have", () => {
  expect(parseTimeFormat("dd/MM/yyyy HH:mm")).toMatchObject({
    joda: "dd/MM/yyyy HH:mm",
    shape: String.raw`^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{1,2}$`,
  });
  expect(parseTimeFormat("yyyyMMddHHmmss")).toMatchObject({ shape: String.raw`^\d{4}\d{2}\d{2}\d{2}\d{2}\d{2}$` });
  expect(parseTimeFormat("yyyy年M月d日")).toMatchObject({ joda: "yyyy年M月d日" });
  expect(parseTimeFormat("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")).toMatchObject({ joda: "yyyy-MM-dd'T'HH:mm:ss", zoned: true, fraction: true });
  expect(parseTimeFormat("unixMillis")).toEqual({ kind: "unix", unit: "milliseconds" });
});

test("a format that cannot say a day is refused with the reason", () => {
  for (const pattern of ["HH:mm", "yyyy-QQ-dd", "yyyy-MM-dd 'open", "yyyy.SSS-MM-dd", "XXX yyyy-MM-dd", ""])
    expect(parseTimeFormat(pattern), pattern).toHaveProperty("fault.zh");
});

test("the formats that are recognised unasked have names that are formats, each once", () => {
  const names = CANDIDATES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(parseTimeFormat(name)).not.toHaveProperty("fault");
});
