import type { z } from "zod";
import type { ProblemDetails, IssueShape } from "../../contract/index.ts";
import type { Lang, Text } from "../../kernel/index.ts";

export type Issue = z.output<typeof IssueShape>;

/** A failed call, with its text in both languages. `status` 0: the server was not reached. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(`${details.code}: ${details.en}`);
    this.details = details;
  }

  get status(): number {
    return this.details.status;
  }

  get code(): string {
    return this.details.code;
  }

  get issues(): readonly Issue[] {
    return this.details.issues ?? [];
  }

  text(lang: Lang): string {
    return this.details[lang];
  }
}

const UNREACHABLE: Text = {
  zh: "连不上服务器。请检查网络，或确认 Tagwise 正在运行；您填写的内容还在。",
  en: "The server cannot be reached. Check the network, or that Tagwise is running; what you typed is still here.",
};

export function unreachable(): ApiProblem {
  return made("UNREACHABLE", 0, UNREACHABLE);
}

/** The problem of a failed response. A generic one if the body is not problem details, such as a proxy's error page. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  if (isDetails(body)) return new ApiProblem(body);
  return made("UNEXPECTED", response.status, {
    zh: `服务器给出了无法理解的答复（HTTP ${response.status}）。请稍后再试；若一直如此，请告诉管理员。`,
    en: `The server answered in a way that cannot be read (HTTP ${response.status}). Try again later; tell your administrator if it stays so.`,
  });
}

function isDetails(body: unknown): body is ProblemDetails {
  return typeof body === "object" && body !== null && "code" in body && "zh" in body && "en" in body;
}

function made(code: string, status: number, text: Text): ApiProblem {
  return new ApiProblem({ type: "about:blank", title: code, status, detail: text.en, code, ...text, requestId: "" });
}

/** Converts any thrown value to a problem that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return made("BROWSER", 0, {
    zh: `页面出了问题：${message}。请刷新后再试。`,
    en: `The page ran into a problem: ${message}. Reload it and try again.`,
  });
}
