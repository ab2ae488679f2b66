import { problem, type Issue } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { readCatalogueFile } from "../input/catalogueFile.ts";
import { readTagFiles } from "../input/tagFiles.ts";
import { clean } from "../print/clean.ts";
import { grouped } from "../print/number.ts";

interface Options {
  readonly catalogue?: string;
  readonly strict?: boolean;
}

/** Dates of rules are read alike in every zone, except for the instants that they become. */
const TIMEZONE = "UTC";

export const validate = defineCommand<Options>({
  name: "validate",
  group: "tags",
  startsEmpty: true,
  summary: {
    zh: "离线检查标签文件：不需要服务和数据",
    en: "check tag files offline, without a server and without data",
  },
  arguments: [
    {
      usage: "<files...>",
      text: { zh: "YAML 文件或文件夹，合在一起含全部标签", en: "YAML files or folders, which together have all tags" },
    },
  ],
  options: [
    {
      flags: "--catalogue <file>",
      text: {
        zh: "数据字典（tagwise catalogue show --json 的输出），据此检查行为和属性是否存在",
        en: "the output of tagwise catalogue show --json, by which events and attributes are checked",
      },
    },
    { flags: "--strict", text: { zh: "有疑点也算不通过", en: "what is doubtful fails too" } },
  ],
  examples: ["validate tags/", "validate tags.yaml --catalogue catalogue.json --strict"],
  async run(session, paths, { catalogue: catalogueFile, strict = false }) {
    const [files, described] = await Promise.all([
      readTagFiles(paths),
      catalogueFile === undefined ? null : readCatalogueFile(catalogueFile),
    ]);
    const { catalogueOf, checkDocument } = await import("../../tags/code/index.ts");
    const { tags, issues, remarks } = checkDocument(files.document, described && catalogueOf(described), TIMEZONE);
    const placed = remarks.map((each) => files.place(each));
    const doubtful: Issue[] = strict ? placed.map((each) => ({ code: "TAG_DOUBTFUL", ...each })) : [];
    const faults = [...issues.map((issue) => files.place(issue)), ...doubtful];
    if (faults.length > 0) throw problem("INPUT_INVALID", { issues: faults });
    if (session.json) return session.printJson({ tags, remarks: placed });
    const { lang, paint, say } = session;
    session.print(
      ...placed.map(({ location, path, ...text }) => `${paint("!", "yellow")} ${clean(`${location} ${path}`)}  ${clean(text[lang])}`),
      say({
        zh: `${grouped(tags)} 个标签没有错误${placed.length > 0 ? `，${grouped(placed.length)} 处疑点` : ""}`,
        en: `${grouped(tags)} ${tags === 1 ? "tag" : "tags"} without errors${placed.length > 0 ? `, ${grouped(placed.length)} doubtful` : ""}`,
      }),
    );
  },
});
