import { readJob, type JobShape } from "../contract/index.ts";
import { ERRORS, Problem } from "../kernel/index.ts";
import { exitOf } from "./client.ts";
import type { Session } from "./session.ts";

/** Milliseconds one question to the server waits for news; short enough for a bar that moves. */
const WAIT = 1_000;

/** Follows a job to its end with a progress line, and answers with its result. @throws the job's own problem */
export async function followJob(session: Session, job: string): Promise<unknown> {
  const progress = session.progress();
  try {
    for (;;) {
      const seen = await session.call(readJob, { job, wait: WAIT });
      if (seen.state === "failed") throw problemOfJob(seen);
      if (seen.state === "done") return seen.result;
      if (seen.step) progress.update(session.say(seen.step), seen.progress);
    }
  } catch (error) {
    if (session.place.kind === "server" && session.surroundings.signal.aborted) {
      progress.end();
      session.note(
        session.say({ zh: `任务仍在服务器上继续：tagwise job ${job}`, en: `The job goes on at the server: tagwise job ${job}` }),
      );
    }
    throw error;
  } finally {
    progress.end();
  }
}

/** What a failed job died of, as the problem it was. */
export function problemOfJob({ problem: cause, id }: JobShape): Problem {
  const { code, zh, en, issues = [] } = cause ?? { code: "INTERNAL", zh: `任务 ${id} 失败。`, en: `Job ${id} failed.` };
  const status = (ERRORS as Record<string, { status: number } | undefined>)[code]?.status ?? 500;
  const exit = cause?.exit ?? exitOf(code, status);
  return new Problem({ code, status, exit, zh, en, params: {}, issues: issues as Problem["issues"] });
}
