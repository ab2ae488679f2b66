import { expect, test } from "vitest";
import { amongSql } from "./owners.ts";

test("a condition about the other end of links names its columns, and leaves an id that reads like SQL as it is", () => {
  const external = "(platform = 'crm' AND external IN";
  const written = String.raw`['(platform = \'crm\' AND external IN']`;
  expect(amongSql([{ platform: "crm", external }]).text).toBe(`(platform = 'crm' AND external IN ${written})`);
  expect(amongSql([{ platform: "crm", external }], "other").text).toBe(`(other_platform = 'crm' AND other_external IN ${written})`);
  expect(amongSql([]).text).toBe("false");
});
