import type { ApplyResult } from "../../../contract/index.ts";
import { followJob } from "../../job.ts";
import { evaluationLines, requireAll } from "../../print/evaluation.ts";
import type { Session } from "../../session.ts";

/** Waits until a request is published and evaluated, and prints how. */
export async function followPublishing(session: Session, change: number, job: string): Promise<void> {
  const result = (await followJob(session, job)) as ApplyResult;
  if (session.json) session.printJson({ change, result });
  else session.print(...evaluationLines(result.evaluation, session));
  requireAll(result.evaluation);
}
