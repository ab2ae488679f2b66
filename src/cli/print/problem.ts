import type { Issue, Lang, Problem } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import type { Paint } from "./colour.ts";
import { widthOf } from "./width.ts";

/** An issue of a document that a file holds. */
export interface LocatedIssue extends Issue {
  /** `tags.yaml:12:9` */
  readonly location?: string;
}

export interface ProblemOptions {
  readonly lang: Lang;
  readonly paint: Paint;
}

/** A problem as lines for a person: the text, the place in an expression, each issue with its path and suggestion. */
export function problemLines(problem: Problem, { lang, paint }: ProblemOptions): string[] {
  const head = lang === "zh" ? "错误：" : "Error: ";
  const { issues } = problem;
  // With issues listed below, the text that repeats the first of them would say everything twice.
  const text = issues.length > 0 ? headline(problem, lang) : problem.text(lang);
  return [paint(head, "red", "bold") + clean(text), ...caret(problem, paint), ...issues.flatMap((issue) => issueLines(issue, lang, paint))];
}

/** The text up to its list of issues. */
function headline(problem: Problem, lang: Lang): string {
  const text = problem.text(lang);
  const first = problem.issues[0]!;
  const at = text.indexOf(first.path || first[lang]);
  return at > 0 ? text.slice(0, at).replace(/[\s:：;；]+$/, lang === "zh" ? "：" : ":") : text;
}

function issueLines(issue: LocatedIssue, lang: Lang, paint: Paint): string[] {
  const place = issue.path ? `${paint(clean([issue.location, issue.path].filter(Boolean).join(" ")), "bold")}  ` : "";
  const text = clean(issue[lang]);
  const suggested = issue.suggestion !== undefined && !text.includes(issue.suggestion);
  const hint = suggested ? `  ${lang === "zh" ? "是不是" : "Did you mean"} ${clean(issue.suggestion!)}${lang === "zh" ? "？" : "?"}` : "";
  return [`  ${place}${text}${hint}`];
}

/** The expression and a caret under the column where reading stopped; nothing when the problem is not about one. */
function caret({ params }: Problem, paint: Paint): string[] {
  const { expression, column } = params;
  if (typeof expression !== "string" || typeof column !== "number") return [];
  // Columns count characters, not the halves of surrogate pairs.
  const before = [...expression].slice(0, Math.max(0, column - 1)).join("");
  const start = before.lastIndexOf("\n") + 1;
  const line = expression.slice(start).split("\n")[0] ?? "";
  return [`  ${clean(line)}`, `  ${" ".repeat(widthOf(clean(before.slice(start))))}${paint("^", "red", "bold")}`];
}

/** A problem as JSON, for programs: the same in both ways of working. */
export function problemJson({ code, status, exit, zh, en, params, issues }: Problem): string {
  return JSON.stringify({ code, status, exit, zh, en, params, issues }, null, 2);
}
