import type { z } from "zod";
import { nearest, type Issue, type Text } from "../kernel/index.ts";

type ZodIssue = z.core.$ZodIssue;

/**
 * The issues that a schema found, in both languages, each with its path (`tags[3].name`). `root` is the prefix of every path. `allowed`
 * holds the names for suggestions when a key is unknown.
 */
export function issuesOf(error: z.core.$ZodError, root = "", allowed: readonly string[] = []): Issue[] {
  return error.issues.flatMap((issue) => describe(issue, root, allowed));
}

function describe(issue: ZodIssue, root: string, allowed: readonly string[]): Issue[] {
  const path = pathText(root, issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const suggestion = nearest(key, allowed);
      return {
        code: "unknown_key",
        path: pathText(root, [...issue.path, key]),
        zh: suggestion ? `没有这个字段，是不是「${suggestion}」？` : "没有这个字段",
        en: suggestion ? `there is no such field; did you mean ${suggestion}?` : "there is no such field",
        ...(suggestion && { suggestion }),
      };
    });
  if (issue.code === "invalid_union") {
    const inner = closest(issue.errors);
    if (inner) return inner.flatMap((each) => describe({ ...each, path: [...issue.path, ...each.path] } as ZodIssue, root, allowed));
  }
  const { zh, en } = wording(issue);
  return [{ code: issue.code, path, zh, en, ...suggestionOf(issue) }];
}

/** Of the failures of a union's members, the one whose first issue is deepest: most likely the member that was meant. */
function closest(errors: readonly ZodIssue[][]): ZodIssue[] | undefined {
  const depth = (issues: ZodIssue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const best = errors.toSorted((a, b) => depth(b) - depth(a))[0];
  return best && depth(best) > 0 ? best : undefined;
}

function wording(issue: ZodIssue): Text {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && issue.message.includes("undefined")
        ? { zh: "缺少这一项", en: "is missing" }
        : { zh: `应为${TYPES[issue.expected]?.zh ?? issue.expected}`, en: `must be ${TYPES[issue.expected]?.en ?? issue.expected}` };
    case "invalid_value": {
      const values = issue.values.map(String);
      return { zh: `只能是 ${values.join("、")}`, en: `must be ${values.length > 1 ? "one of " : ""}${values.join(", ")}` };
    }
    case "too_big":
      return bound(issue.origin, Number(issue.maximum), "most", issue.inclusive !== false);
    case "too_small":
      return bound(issue.origin, Number(issue.minimum), "least", issue.inclusive !== false);
    case "invalid_format":
      return { zh: `格式不对（应为 ${issue.format}）`, en: `is not in the right form (${issue.format})` };
    case "not_multiple_of":
      return { zh: `应为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
    case "invalid_union":
      return { zh: "不是允许的任何一种写法", en: "is none of the allowed forms" };
    case "invalid_key":
    case "invalid_element":
      return { zh: "里面有不允许的键或值", en: "holds a key or value that is not allowed" };
    case "unrecognized_keys":
    case "custom":
      return { zh: issue.message, en: issue.message };
  }
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { zh: "文字", en: "text" },
  number: { zh: "数字", en: "a number" },
  int: { zh: "整数", en: "a whole number" },
  boolean: { zh: "true 或 false", en: "true or false" },
  array: { zh: "列表", en: "a list" },
  object: { zh: "「键: 值」结构", en: "an object" },
  record: { zh: "「键: 值」结构", en: "an object" },
  null: { zh: "空值", en: "null" },
};

function bound(origin: string, limit: number, side: "most" | "least", inclusive: boolean): Text {
  const zhSide = side === "most" ? (inclusive ? "最多" : "少于") : inclusive ? "至少" : "多于";
  const enSide = side === "most" ? (inclusive ? "at most" : "less than") : inclusive ? "at least" : "more than";
  switch (origin) {
    case "string":
      return side === "least" && limit === 1
        ? { zh: "不能为空", en: "must not be empty" }
        : { zh: `${zhSide} ${limit} 个字符`, en: `must have ${enSide} ${limit} characters` };
    case "array":
    case "set":
    case "map":
    case "object":
      return side === "least" && limit === 1
        ? { zh: "不能为空", en: "must not be empty" }
        : { zh: `${zhSide} ${limit} 项`, en: `must have ${enSide} ${limit} items` };
    default: {
      const sign = side === "most" ? (inclusive ? "≤" : "<") : inclusive ? "≥" : ">";
      return { zh: `应 ${sign} ${limit}`, en: `must be ${sign} ${limit}` };
    }
  }
}

function suggestionOf(issue: ZodIssue): { suggestion?: string } {
  if (issue.code !== "invalid_value" || typeof issue.input !== "string") return {};
  const suggestion = nearest(issue.input, issue.values.map(String));
  return suggestion ? { suggestion } : {};
}

/** `tags[3].rule.all[0]`. A key that is not a plain word is quoted. */
function pathText(root: string, path: readonly PropertyKey[]): string {
  let text = root;
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\p{L}\p{N}_-]+$/u.test(String(step))) text += `${text && "."}${String(step)}`;
    else text += `[${JSON.stringify(String(step))}]`;
  }
  return text || "(root)";
}
