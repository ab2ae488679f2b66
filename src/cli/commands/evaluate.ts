import { evaluateTags, type EvaluationResult } from "../../contract/index.ts";
import { AS_OF, defineCommand } from "../command.ts";
import { followJob } from "../job.ts";
import { evaluationLines, requireAll } from "../print/evaluation.ts";

export const evaluate = defineCommand<{ asOf?: string; force?: boolean }>({
  name: "evaluate",
  group: "tags",
  summary: {
    zh: "计算已发布的标签：只算有变化的，没有变化就不算",
    en: "evaluate the published tags: what changed, and nothing where nothing did",
  },
  options: [{ flags: "--force", text: { zh: "没有变化也全部重算", en: "compute everything, also where nothing changed" } }, AS_OF],
  async run(session, _, { asOf, force }) {
    const { job } = await session.call(evaluateTags, { asOf, ...(force && { force: "true" }) });
    const result = (await followJob(session, job)) as EvaluationResult;
    if (session.json) session.printJson(result);
    else session.print(...evaluationLines(result, session));
    requireAll(result);
  },
});
