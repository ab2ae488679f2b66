import { createChange } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { located, readYaml } from "../../input/yamlFile.ts";

interface Options {
  readonly title?: string;
  readonly comment?: string;
  readonly prune?: boolean;
  readonly retire?: string[];
}

export const changeCreate = defineCommand<Options>({
  name: "change create",
  group: "tags",
  summary: { zh: "提交修改申请，由别人审批后发布", en: "ask for approval of a change; it is published after somebody else approves it" },
  arguments: [{ usage: "[file]", text: { zh: "标签的 YAML 文件", en: "the YAML file of tags" } }],
  options: [
    { flags: "--title <text>", text: { zh: "一句话说明", en: "what it is for, in a line" } },
    { flags: "--comment <text>", text: { zh: "给审批人的话", en: "a comment for who approves" } },
    { flags: "--prune", text: { zh: "文件里没有的标签一律停用", en: "retire the tags that the file does not name" } },
    {
      flags: "--retire <tag>",
      text: { zh: "要停用的标签，可写多次", en: "a tag to retire; may be repeated" },
      parse: (value, before) => [...((before as string[] | undefined) ?? []), value],
    },
  ],
  examples: ["change create tags.yaml --title 高价值客户改为五千元", "change create --retire churn_risk"],
  async run(session, [path], options) {
    const file = path === undefined ? undefined : await readYaml(path);
    const input = { ...options, ...(file && { document: file.value as Record<string, unknown> }) };
    const answer = await session.call(createChange, input).catch((error: unknown) => {
      throw error instanceof Problem && file ? located(error, file) : error;
    });
    if (session.json) return session.printJson(answer);
    session.note(
      session.say({
        zh: `已提交修改申请 ${answer.change}，等待审批`,
        en: `made the change request ${answer.change}; it waits for an approval`,
      }),
    );
  },
});
