import type { Issue, Lang, Problem } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import type { Paint } from "./colour.ts";
import { widthOf } from "./width.ts";

/** An issue of a document, with its place in the file. */
export interface LocatedIssue extends Issue {
  /** `tags.yaml:12:9` */
  readonly location?: string;
}

export interface ProblemOptions {
  readonly lang: Lang;
  readonly paint: Paint;
}

/** A problem as lines for people: the text, the place in an expression, and each issue with path and suggestion. */
export function problemLines(problem: Problem, { lang, paint }: ProblemOptions): string[] {
  const head = lang === "zh" ? "错误：" : "Error: ";
  const { issues } = problem;
  // The issues are listed below, so their repetition in the text is cut off.
  const text = issues.length > 0 ? headline(problem, lang) : problem.text(lang);
  return [paint(head, "red", "bold") + clean(text), ...caret(problem, paint), ...issues.flatMap((issue) => issueLines(issue, lang, paint))];
}

/** The text before its list of issues. */
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

/** The expression, and a caret under the wrong column; nothing if the problem is not about an expression. */
function caret({ params }: Problem, paint: Paint): string[] {
  const { expression, column } = params;
  if (typeof expression !== "string" || typeof column !== "number") return [];
  // Columns count characters; a surrogate pair is one character.
  const before = [...expression].slice(0, Math.max(0, column - 1)).join("");
  const start = before.lastIndexOf("\n") + 1;
  const line = expression.slice(start).split("\n")[0] ?? "";
  return [`  ${clean(line)}`, `  ${" ".repeat(widthOf(clean(before.slice(start))))}${paint("^", "red", "bold")}`];
}

/** A problem as JSON for programs, equal with --data and --url. */
export function problemJson({ code, status, exit, zh, en, params, issues }: Problem): string {
  return JSON.stringify({ code, status, exit, zh, en, params, issues }, null, 2);
}
