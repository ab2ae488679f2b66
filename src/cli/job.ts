import { cancelJob, readJob, type JobShape } from "../contract/index.ts";
import { ERRORS, Problem } from "../kernel/index.ts";
import { exitOf } from "./client.ts";
import type { Session } from "./session.ts";

/** How long one request waits for a change of the job. It is short, so that the progress bar keeps moving. */
const WAIT_MILLISECONDS = 1_000;

/**
 * Waits for a job with a progress line and returns its result. Ctrl-C cancels a job that this command started. With `mine: false` it only
 * ends the waiting.
 * @throws the job's own problem
 */
export async function followJob(session: Session, job: string, mine = true): Promise<unknown> {
  const progress = session.progress();
  try {
    for (;;) {
      const seen = await session.call(readJob, { job, wait: WAIT_MILLISECONDS });
      if (seen.state === "failed") throw problemOfJob(seen);
      if (seen.state === "done") return seen.result;
      if (seen.step) progress.update(session.say(seen.step), seen.progress);
    }
  } catch (error) {
    progress.end();
    if (session.place.kind === "server" && session.surroundings.signal.aborted) await leave(session, job, mine);
    throw error;
  } finally {
    progress.end();
  }
}

/** After Ctrl-C: cancels a job at a server, which would otherwise continue. A job inside this process ends with the process. */
async function leave(session: Session, job: string, mine: boolean): Promise<void> {
  const cancelled =
    mine &&
    (await session.farewell(cancelJob, { job }).then(
      () => true,
      () => false,
    ));
  session.note(
    session.say(
      cancelled
        ? { zh: "已请服务器取消这个任务。", en: "The server was told to cancel the job." }
        : { zh: `任务仍在服务器上继续：tagwise job show ${job}`, en: `The job goes on at the server: tagwise job show ${job}` },
    ),
  );
}

/** The problem of a failed job. */
export function problemOfJob({ problem: cause, id }: JobShape): Problem {
  const { code, zh, en, issues = [] } = cause ?? { code: "INTERNAL", zh: `任务 ${id} 失败。`, en: `Job ${id} failed.` };
  const status = (ERRORS as Record<string, { status: number } | undefined>)[code]?.status ?? 500;
  const exit = cause?.exit ?? exitOf(code, status);
  return new Problem({ code, status, exit, zh, en, params: {}, issues: issues as Problem["issues"] });
}
