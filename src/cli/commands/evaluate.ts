import { evaluateTags, readOverview } from "../../contract/index.ts";
import { AS_OF, defineCommand } from "../command.ts";
import { followJob } from "../job.ts";
import { duration, grouped } from "../print/number.ts";

export const evaluate = defineCommand<{ asOf?: string }>({
  name: "evaluate",
  group: "tags",
  summary: { zh: "重新计算全部已发布的标签", en: "evaluate all published tags" },
  options: [AS_OF],
  async run(session, _, { asOf }) {
    const { job } = await session.call(evaluateTags, { asOf });
    const result = await followJob(session, job);
    if (session.json) return session.printJson(result);
    const { tags, customers, evaluation } = await session.call(readOverview, {});
    const time = evaluation.milliseconds === null ? "" : duration(evaluation.milliseconds);
    session.print(
      session.say({
        zh: `已计算 ${tags} 个标签、${grouped(customers)} 位客户，用时 ${time}${evaluation.failing > 0 ? `；${evaluation.failing} 个失败，见 tagwise tags` : ""}`,
        en: `evaluated ${tags} tags over ${grouped(customers)} customers in ${time}${evaluation.failing > 0 ? `; ${evaluation.failing} failing, see tagwise tags` : ""}`,
      }),
    );
  },
});
