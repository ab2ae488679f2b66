import { expect, test } from "vitest";
import { parseYaml } from "./yaml.ts";

function codeOf(source: string): unknown {
  try {
    parseYaml(source, "t.yaml");
    return "read";
  } catch (error) {
    const { code, params } = error as { code: string; params: Record<string, unknown> };
    return { code, line: params["line"], column: params["column"], ...("key" in params && { key: params["key"] }) };
  }
}

test("a syntax error carries its line and column", () => {
  expect(codeOf("tags:\n  - code: a\n    name: b: c\n")).toEqual({ code: "YAML_INVALID", line: 3, column: 11 });
  expect(codeOf("tags:\n\t- code: a\n")).toMatchObject({ code: "YAML_INVALID", line: 2 });
  expect(codeOf("a: *b\n")).toEqual({ code: "YAML_INVALID", line: 1, column: 4 });
  expect(codeOf("a: 1\n---\nb: 2\n")).toMatchObject({ code: "YAML_INVALID" });
});

test("a key written twice is an error, not a choice", () => {
  expect(codeOf("tags:\n  - code: a\n    code: b\n")).toEqual({ code: "YAML_KEY_REPEATED", line: 3, column: 5, key: "code" });
});

test("aliases that expand to a bomb are refused; a filter shared by many tags is not", () => {
  const levels = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
  for (let level = 1; level < 8; level++)
    levels.push(`l${level}: &l${level} [${Array(10).fill(`*${level === 1 ? "a" : `l${level - 1}`}`)}]`);
  expect(codeOf(levels.join("\n"))).toMatchObject({ code: "YAML_TOO_LARGE" });
  expect(codeOf(`f: &f {a: 1}\nlist: [${Array(500).fill("*f")}]`)).toBe("read");
});

test("an empty file and a list are not maps", () => {
  expect(codeOf("")).toMatchObject({ code: "YAML_NOT_A_MAP" });
  expect(codeOf("- a\n")).toMatchObject({ code: "YAML_NOT_A_MAP" });
});

test("a path leads to its line, or to the nearest part that is written", () => {
  const { locate } = parseYaml("tags:\n  - code: a\n    rule:\n      all:\n        - { event: X }\n", "t.yaml");
  expect(locate("tags[0].rule.all[0].event")).toBe("t.yaml:5:20");
  expect(locate("tags[0].rule.all[0].where.amount")).toBe("t.yaml:5:11");
  expect(locate("nothing")).toBe("t.yaml");
});

test("a number that JavaScript would round or shorten stays as it is written", () => {
  const { value } = parseYaml("a: [1, 2.5, 007, 1.50, 12345678901234567890, 123456789012.123456, 1e3, -3]\n", "t.yaml");
  expect(value["a"]).toEqual([1, 2.5, "007", "1.50", "12345678901234567890", "123456789012.123456", 1000, -3]);
});
