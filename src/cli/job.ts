import { cancelJob, readJob, type JobShape } from "../contract/index.ts";
import { ERRORS, Problem } from "../kernel/index.ts";
import { exitOf } from "./client.ts";
import type { Session } from "./session.ts";

/** Milliseconds one question to the server waits for news; short enough for a bar that moves. */
const WAIT = 1_000;

/**
 * Follows a job to its end with a progress line, and answers with its result. Ctrl-C cancels what this line began; of a job that was
 * only looked at (`mine: false`) it ends the looking.
 * @throws the job's own problem
 */
export async function followJob(session: Session, job: string, mine = true): Promise<unknown> {
  const progress = session.progress();
  try {
    for (;;) {
      const seen = await session.call(readJob, { job, wait: WAIT });
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

/** A job inside this process ends with it; one at a server must be told. */
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

/** What a failed job died of, as the problem it was. */
export function problemOfJob({ problem: cause, id }: JobShape): Problem {
  const { code, zh, en, issues = [] } = cause ?? { code: "INTERNAL", zh: `任务 ${id} 失败。`, en: `Job ${id} failed.` };
  const status = (ERRORS as Record<string, { status: number } | undefined>)[code]?.status ?? 500;
  const exit = cause?.exit ?? exitOf(code, status);
  return new Problem({ code, status, exit, zh, en, params: {}, issues: issues as Problem["issues"] });
}
