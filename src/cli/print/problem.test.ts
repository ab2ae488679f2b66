import { expect, test } from "vitest";
import { Problem, problem, type Issue } from "../../kernel/index.ts";
import { painter } from "./colour.ts";
import { problemJson, problemLines } from "./problem.ts";

const zh = { lang: "zh", paint: painter(false) } as const;
const en = { lang: "en", paint: painter(false) } as const;

test("a problem is told in the language asked for", () => {
  const missing = problem("PATH_MISSING", { path: "a.csv" });
  expect(problemLines(missing, zh)).toEqual(["错误：没有文件 a.csv。请检查路径和当前目录。"]);
  expect(problemLines(missing, en)).toEqual(["Error: There is no file a.csv. Check the path and the current directory."]);
});

test("every issue stands on a line of its own with its path and suggestion, and the first line does not repeat them", () => {
  const issues: Issue[] = [
    { code: "X", path: "tags[0].rule.event", zh: "没有事件「Order」", en: "there is no event Order", suggestion: "Order Completed" },
    { code: "Y", path: "tags[1].kind", zh: "种类不对", en: "wrong kind" },
  ];
  expect(problemLines(problem("INPUT_INVALID", { issues }), en)).toEqual([
    "Error: The input has 2 errors:",
    "  tags[0].rule.event  there is no event Order  Did you mean Order Completed?",
    "  tags[1].kind  wrong kind",
  ]);
  expect(problemLines(problem("INPUT_INVALID", { issues }), zh)[1]).toBe(
    "  tags[0].rule.event  没有事件「Order」  是不是 Order Completed？",
  );
});

test("a caret stands under the column of an expression, Chinese characters counted as two columns", () => {
  const params = { expression: "高价值客户 and (", column: 11 };
  const wrong = new Problem({ code: "X", status: 422, exit: 3, zh: "这里少了内容", en: "something is missing", params });
  expect(problemLines(wrong, zh).slice(1)).toEqual(["  高价值客户 and (", `  ${" ".repeat(15)}^`]);
});

test("as JSON a problem keeps its code, exit code and both texts", () => {
  expect(JSON.parse(problemJson(problem("PATH_MISSING", { path: "a" })))).toMatchObject({
    code: "PATH_MISSING",
    exit: 3,
    params: { path: "a" },
    zh: expect.stringContaining("没有文件"),
    en: expect.stringContaining("no file"),
  });
});
