import { z } from "zod";
import { expect, test } from "vitest";
import { issuesOf } from "./issues.ts";

function issues(schema: z.ZodType, value: unknown, root = "", known: string[] = []) {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : issuesOf(result.error, root, known);
}

test("paths read as one would write them, from the root that is given", () => {
  const schema = z.object({ tags: z.array(z.object({ "products[].price": z.object({ 名称: z.string() }) })) });
  const [issue] = issues(schema, { tags: [{ "products[].price": { 名称: 1 } }] }, "body");
  expect(issue!.path).toBe('body.tags[0]["products[].price"].名称');
  expect(issues(z.string(), 1)[0]!.path).toBe("(root)");
});

test("each unknown key is an issue of its own, with the nearest known one", () => {
  const schema = z.object({ name: z.string(), limit: z.number().optional() }).strict();
  expect(issues(schema, { name: "x", limt: 1, zzz: 2 }, "query", ["name", "limit"])).toEqual([
    {
      code: "unknown_key",
      path: "query.limt",
      zh: "没有这个字段，是不是「limit」？",
      en: "there is no such field; did you mean limit?",
      suggestion: "limit",
    },
    { code: "unknown_key", path: "query.zzz", zh: "没有这个字段", en: "there is no such field" },
  ]);
});

test.each([
  [z.object({ a: z.string() }), {}, "缺少这一项", "is missing"],
  [z.object({ a: z.string() }), { a: 1 }, "应为文字", "must be text"],
  [z.object({ a: z.number().int() }), { a: 1.5 }, "应为整数", "must be a whole number"],
  [z.object({ a: z.array(z.string()) }), { a: "x" }, "应为列表", "must be a list"],
  [z.object({ a: z.string().min(1) }), { a: "" }, "不能为空", "must not be empty"],
  [z.object({ a: z.string().max(2) }), { a: "abc" }, "最多 2 个字符", "must have at most 2 characters"],
  [z.object({ a: z.array(z.string()).max(1) }), { a: ["x", "y"] }, "最多 1 项", "must have at most 1 items"],
  [z.object({ a: z.number().gt(3) }), { a: 3 }, "应 > 3", "must be > 3"],
  [z.object({ a: z.enum(["csv", "jsonl"]) }), { a: "xls" }, "只能是 csv、jsonl", "must be one of csv, jsonl"],
  [z.object({ a: z.literal(true) }), { a: 1 }, "只能是 true", "must be true"],
  [z.object({ a: z.union([z.string(), z.number()]) }), { a: null }, "不是允许的任何一种写法", "is none of the allowed forms"],
])("%# is worded in both languages", (schema, value, zh, en) => {
  expect(issues(schema, value)).toEqual([expect.objectContaining({ path: "a", zh, en })]);
});

test("a value that is nearly an allowed one gets it suggested", () => {
  expect(issues(z.object({ a: z.enum(["editor", "administrator"]) }), { a: "edtor" })[0]).toMatchObject({ suggestion: "editor" });
});

test("of a union the form that came furthest explains itself", () => {
  const schema = z.object({ rule: z.union([z.string(), z.object({ event: z.object({ name: z.string() }) })]) });
  expect(issues(schema, { rule: { event: { name: 1 } } })).toEqual([expect.objectContaining({ path: "rule.event.name" })]);
});
