import { expect, test } from "vitest";
import { factsFailure } from "./failure.ts";

const engineError = (code: number, text: string) =>
  Object.assign(new Error(`Code: ${code}. DB::Exception: ${text}`), { code: String(code) });

test.each([
  [27, "Cannot parse input", "FILE_UNREADABLE"],
  [117, "Incorrect data", "FILE_UNREADABLE"],
  [636, "Cannot extract table structure", "FILE_UNREADABLE"],
  [1001, "std::exception: Invalid Parquet", "FILE_UNREADABLE"],
  [60, "Unknown table expression identifier", "FACTS_FAILED"],
  [62, "Syntax error", "FACTS_FAILED"],
  [47, "Unknown identifier", "FACTS_FAILED"],
  [209, "Socket timeout", "FACTS_FAILED"],
  [241, "Memory limit exceeded", "FACTS_MEMORY"],
  [159, "Timeout exceeded", "FACTS_TIME"],
  [243, "Cannot reserve 1.00 MiB, not enough space", "DISK_FULL"],
  [226, "No file in data part", "FACTS_DAMAGED"],
])("error %i of the engine with a file at hand (%s) is %s", (code, text, expected) => {
  expect(factsFailure(engineError(code, text), { file: "orders.csv" })).toMatchObject({ code: expected });
});

test("an error of reading without a file at hand is not a file's", () => {
  expect(factsFailure(engineError(27, "Cannot parse input"))).toMatchObject({ code: "FACTS_FAILED" });
});

test("a store that cannot be reached is said so without its address", () => {
  const { zh, en, cause } = factsFailure(new Error("connect ECONNREFUSED 10.1.2.3:8123"));
  expect([zh, en].join()).not.toMatch(/10\.1|8123/);
  expect(String(cause)).toContain("10.1.2.3");
});

test("a mutation that fails for want of space says that the disk is full, however the client shortens its message", () => {
  const quoted = "Exception happened during execution of mutation 'mutation_14.txt' with part '1_1_0'";
  const whole = engineError(341, `${quoted} reason: 'Code: 243. DB::Exception: Cannot reserve 1.00 MiB. (version 26.7)'. (UNFINISHED)`);
  const shortened = Object.assign(new Error(quoted, { cause: whole }), { code: "341" });
  for (const error of [whole, shortened]) expect(factsFailure(error)).toMatchObject({ code: "DISK_FULL", status: 507 });
});
