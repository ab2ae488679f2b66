import { createTag, TAG_COLORS, TagKind } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { located, readYaml } from "../../input/yamlFile.ts";
import { followJob } from "../../job.ts";

interface Options {
  readonly nameEn?: string;
  readonly file?: string;
  readonly kind?: string;
  readonly code?: string;
  readonly group?: string;
  readonly color?: string;
  readonly owner?: string;
  readonly criteria?: string;
}

export const tagCreate = defineCommand<Options>({
  name: "tag create",
  group: "tags",
  summary: { zh: "新建一个标签；编码已存在时拒绝", en: "create one tag; a code that exists already is refused" },
  arguments: [{ usage: "<name>", text: { zh: "名称", en: "its name" } }],
  options: [
    {
      flags: "--name-en <name>",
      text: { zh: "英文名称；不写则两种语言同名", en: "the English name; without: one name in both languages" },
    },
    {
      flags: "--file <file>",
      text: {
        zh: "定义的 YAML 文件（rule、values 或 value）；不写则为静态标签",
        en: "a YAML file with rule, values or value; without: a static tag",
      },
    },
    {
      flags: "--kind <kind>",
      text: { zh: "类型；不写则看文件", en: "its kind; without: as the file says" },
      parse: oneOf("--kind", TagKind.options),
    },
    { flags: "--code <code>", text: { zh: "编码；不写则由名称（拼音）得出", en: "its code; without: from the name" } },
    { flags: "--group <path>", text: { zh: "标签组的路径；没有的组会新建", en: "path of its group; missing groups are made" } },
    {
      flags: "--color <color>",
      text: { zh: `颜色：${TAG_COLORS.join("、")}`, en: `colour: ${TAG_COLORS.join(", ")}` },
      parse: oneOf("--color", TAG_COLORS),
    },
    { flags: "--owner <owner>", text: { zh: "负责人或团队", en: "person or team" } },
    { flags: "--criteria <text>", text: { zh: "口径", en: "what it means" } },
  ],
  examples: [
    "tag create 黑名单 --color red --criteria 多次恶意退款",
    "tag create 高价值客户 --name-en 'High value' --file high_value.yaml",
  ],
  async run(session, [name = ""], { file: path, nameEn, ...words }) {
    const file = path === undefined ? undefined : await readYaml(path);
    const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
    const input = { ...file?.value, name: { zh: name, en: nameEn ?? name }, ...given };
    const { tag, job } = await session.call(createTag, input as never).catch((error: unknown) => {
      throw error instanceof Problem && file ? located(error, file) : error;
    });
    if (job !== null) await followJob(session, job);
    if (session.json) return session.printJson({ tag });
    session.note(session.say({ zh: `已新建标签 ${name}（编码 ${tag}）`, en: `created the tag ${name} (code ${tag})` }));
  },
});
