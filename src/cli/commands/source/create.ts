import { createSource, SOURCE_KINDS } from "../../../contract/index.ts";
import { Problem, type Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { askSecret } from "../../input/secret.ts";
import { located, readYaml } from "../../input/yamlFile.ts";

const QUESTION: Text = { zh: "密码或访问密钥（没有则直接回车）：", en: "Password or secret key (Enter for none): " };

export const sourceCreate = defineCommand({
  name: "source create",
  group: "data",
  summary: {
    zh: "新建数据源：从 YAML 读取名称、位置、查询、映射；密码另行输入，加密保存",
    en: "make a data source from YAML: name, place, query, mapping; the password is asked for and kept sealed",
  },
  arguments: [{ usage: "<file>", text: { zh: "YAML 文件，见 docs/guides/sources.md", en: "a YAML file, see docs/guides/sources.md" } }],
  examples: ["source create orders-db.yaml", "echo secret | tagwise source create orders-db.yaml"],
  async run(session, [file = ""]) {
    const yaml = await readYaml(file);
    const { place } = yaml.value as { place?: { kind?: unknown } };
    const secret = SOURCE_KINDS.some(({ kind, form }) => kind === place?.kind && form.secret === null)
      ? ""
      : await askSecret(session.say(QUESTION), session.surroundings);
    try {
      const answer = await session.call(createSource, { ...(yaml.value as object), ...(secret !== "" && { secret }) } as never);
      if (session.json) return session.printJson(answer);
      session.note(
        session.say({
          zh: `已新建数据源 ${answer.name}：tagwise source run ${answer.name}`,
          en: `made the source ${answer.name}: tagwise source run ${answer.name}`,
        }),
      );
    } catch (error) {
      throw error instanceof Problem ? located(error, yaml) : error;
    }
  },
});
