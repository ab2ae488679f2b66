import { evaluateTags, type EvaluationResult } from "../../contract/index.ts";
import { AS_OF, defineCommand } from "../command.ts";
import { followJob } from "../job.ts";
import { evaluationLines, requireAll } from "../print/evaluation.ts";

export const evaluate = defineCommand<{ asOf?: string }>({
  name: "evaluate",
  group: "tags",
  summary: { zh: "重新计算全部已发布的标签", en: "evaluate all published tags" },
  options: [AS_OF],
  async run(session, _, { asOf }) {
    const { job } = await session.call(evaluateTags, { asOf });
    const result = (await followJob(session, job)) as EvaluationResult;
    if (session.json) session.printJson(result);
    else session.print(...evaluationLines(result, session));
    requireAll(result);
  },
});
