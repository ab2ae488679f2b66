import { ERRORS, Problem } from "../kernel/index.ts";
import type { Job } from "./types.ts";

type Shown = NonNullable<Job["problem"]>;

/** A failure as it is stored in the records. */
export interface StoredProblem extends Shown {
  readonly params: Readonly<Record<string, unknown>>;
}

export function storedProblem({ code, zh, en, exit, issues, params }: Problem): StoredProblem {
  return { code, zh, en, exit, params, ...(issues.length > 0 && { issues: [...issues] }) };
}

/** The failure that ended a job, to be thrown to callers that wait for it. */
export function thrownProblem(stored: StoredProblem): Problem {
  const { code, zh, en, exit, params = {}, issues = [] } = stored;
  const status = (ERRORS as Record<string, { readonly status: number } | undefined>)[code]?.status ?? 500;
  return new Problem({ code, status, exit, zh, en, params, issues: issues as Problem["issues"] });
}

/** Passing failures: a store that does not answer. */
const PASSING: ReadonlySet<string> = new Set(["RECORDS_UNREACHABLE", "FACTS_UNREACHABLE", "STORES_CLOSED"]);

export function isPassing({ code }: Problem): boolean {
  return PASSING.has(code);
}

/** Problems whose texts contain no data of a job. */
const PLAIN: ReadonlySet<string> = new Set(["JOB_ABANDONED", "JOB_CANCELLED"]);

/** Why a job failed, for actors who may not start such a job: the texts of other problems name files, values and customers. */
export function withoutData({ code, exit, ...texts }: Shown): Shown {
  if (PLAIN.has(code)) return { code, exit, zh: texts.zh, en: texts.en };
  return {
    code,
    exit,
    zh: `任务失败（${code}）。原因只告诉可以启动这类任务的人。`,
    en: `The job failed (${code}). The reason is told to those who may start such a job.`,
  };
}
