import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pair } from "../command.ts";
import { mappingOf } from "./mapping.ts";

async function file(text: string | Uint8Array): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "tagwise-mapping-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const name = path.join(dir, "m.yaml");
  await writeFile(name, text);
  return name;
}

test("repeated name=column flags gather, and a computation keeps its own equals signs", () => {
  const read = pair("--property");
  expect(read("late=time >= '2011'", read("amount=Quantity * UnitPrice", undefined))).toEqual({
    amount: "Quantity * UnitPrice",
    late: "time >= '2011'",
  });
  expect(() => read("amount", undefined)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test("flags make a mapping without a file", async () => {
  const { mapping } = await mappingOf({ event: "Order Line", time: "date", identity: { crm: "id" }, skipRows: 1 });
  expect(mapping).toEqual({ event: "Order Line", time: "date", identities: { crm: "id" }, skipRows: 1 });
});

test("a flag goes before the file's line of the same name and leaves the others", async () => {
  const name = await file("event: A\ntimezone: UTC\nidentities: { crm: id }\nproperties: { a: x, b: y }\n");
  const { mapping } = await mappingOf({ mapping: name, event: "B", property: { b: "z" } });
  expect(mapping).toEqual({ event: "B", timezone: "UTC", identities: { crm: "id" }, properties: { a: "x", b: "z" } });
});

test("without a file and without an identity there is nothing to import by", async () => {
  await expect(mappingOf({ event: "A" })).rejects.toMatchObject({ code: "MAPPING_NEEDED", exit: 2 });
});

test("options that say how the file is read, alone, leave the columns to be recognised", async () => {
  const { mapping, reading } = await mappingOf({ skipRows: 2, sheet: "一月", encoding: "big5", delimiter: ";", timezone: "UTC" });
  expect(mapping).toBeUndefined();
  expect(reading).toEqual({ skipRows: 2, sheet: "一月", encoding: "big5", delimiter: ";", timezone: "UTC" });
  expect(await mappingOf({})).toMatchObject({ mapping: undefined, reading: {} });
});

test("a mapping file that is missing, a directory or not UTF-8 is said so", async () => {
  await expect(mappingOf({ mapping: "/nowhere/m.yaml" })).rejects.toMatchObject({ code: "PATH_MISSING" });
  await expect(mappingOf({ mapping: tmpdir() })).rejects.toMatchObject({ code: "PATH_UNREADABLE" });
  const gbk = await file(Uint8Array.from([0x61, 0x3a, 0x20, 0xb8, 0xdf, 0x0a]));
  await expect(mappingOf({ mapping: gbk })).rejects.toMatchObject({ code: "TEXT_NOT_UTF8", params: { byte: 4 } });
});
