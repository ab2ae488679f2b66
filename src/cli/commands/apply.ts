import { type ApplyResult, applyTags, type InputOf, previewTags, type TagPlan } from "../../contract/index.ts";
import { problem, Problem } from "../../kernel/index.ts";
import { AS_OF, defineCommand } from "../command.ts";
import { located, readYaml, type YamlFile } from "../input/yamlFile.ts";
import { followJob } from "../job.ts";
import { evaluationLines, requireAll } from "../print/evaluation.ts";
import { planLines } from "../print/tagPlan.ts";
import type { Session } from "../session.ts";

interface Options {
  readonly yes?: boolean;
  readonly prune?: boolean;
  readonly asOf?: string;
}

export const apply = defineCommand<Options>({
  name: "apply",
  group: "tags",
  startsEmpty: true,
  summary: {
    zh: "按 YAML 文件发布标签：先预览影响，确认后生效并计算",
    en: "publish tags from a YAML file: shows the plan, then on confirmation publishes and evaluates",
  },
  arguments: [{ usage: "<file>", text: { zh: "标签的 YAML 文件", en: "the YAML file of tags" } }],
  options: [
    { flags: "-y, --yes", text: { zh: "不再询问，直接生效", en: "do it without asking" } },
    { flags: "--prune", text: { zh: "文件里没有的标签一律停用", en: "retire the tags that the file does not name" } },
    AS_OF,
  ],
  examples: ["apply tags.yaml", "apply tags.yaml --yes --as-of 2011-12-09T12:50:00Z"],
  async run(session, [path = ""], { yes = false, prune = false, asOf }) {
    const file = await readYaml(path);
    const input = { document: file.value, prune, asOf };
    const plan = await planned(session, input).catch(led(file));
    if (!session.json) session.print(...planLines(plan, session, await session.clock()));
    const changes = plan.entries.filter(({ change }) => change !== "unchanged" && change !== "affected").length;
    if (changes > 0 && !yes) {
      const agreed = session.json ? undefined : await session.confirm(session.say({ zh: "生效吗？", en: "Apply?" }));
      if (agreed === undefined) throw problem("CONFIRMATION_NEEDED", { flag: "--yes" });
      if (!agreed) return session.note(session.say({ zh: "什么都没有改变。", en: "Nothing was changed." }));
    }
    const { job } = await session.call(applyTags, input).catch(led(file));
    const result = (await followJob(session, job)) as ApplyResult;
    if (session.json) session.printJson({ plan, result });
    else session.print(...evaluationLines(result.evaluation, session));
    requireAll(result.evaluation);
  },
});

/** The preview counts members, so it may take as long as an evaluation. */
async function planned(session: Session, input: InputOf<typeof previewTags>): Promise<TagPlan> {
  await session.ready();
  const progress = session.progress();
  progress.update(session.say({ zh: "预览影响", en: "planning" }), null);
  return session.call(previewTags, input).finally(() => progress.end());
}

/** Adds the lines of the file to the issues of a problem. */
function led(file: YamlFile): (error: unknown) => never {
  return (error) => {
    throw error instanceof Problem ? located(error, file) : error;
  };
}
