import { type PreviewNode, previewRule, type RulePreview } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { AS_OF, defineCommand } from "../../command.ts";
import { located, readYaml } from "../../input/yamlFile.ts";
import { clean } from "../../print/clean.ts";
import { grouped, percent, signed } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";
import type { Session } from "../../session.ts";

export const rulePreview = defineCommand<{ tag?: string; asOf?: string }>({
  name: "rule preview",
  group: "tags",
  summary: {
    zh: "预览一条草稿规则：多少人、每个条件多少人、谁差一点",
    en: "preview a draft rule: how many, how many every condition, who nearly",
  },
  arguments: [
    {
      usage: "<file>",
      text: { zh: "一个标签定义的 YAML 文件（含 rule 或 values）", en: "a YAML file of one definition, with rule or values" },
    },
  ],
  options: [{ flags: "--tag <tag>", text: { zh: "与已发布的这个标签比较", en: "compare with this published tag" } }, AS_OF],
  examples: ["rule preview draft.yaml --tag high_value"],
  async run(session, [path = ""], { tag, asOf }) {
    const file = await readYaml(path);
    const answer = await session.call(previewRule, { definition: file.value, tag, asOf }).catch((error: unknown) => {
      throw error instanceof Problem ? located(error, file) : error;
    });
    if (session.json) return session.printJson(answer);
    session.print(...headOf(session, answer), "", ...nodesOf(session, answer.nodes, answer.customers), ...customersOf(session, answer));
  },
});

function headOf({ lang, say, paint }: Session, { count, customers, values, published, sentence, warnings }: RulePreview): string[] {
  const share = percent(customers === 0 ? null : count / customers);
  return [
    `${paint(grouped(count), "bold")}  ${say({ zh: `${grouped(customers)} 位客户中的 ${share}`, en: `${share} of ${grouped(customers)} customers` })}`,
    paint(clean(sentence[lang]), "dim"),
    ...values.map(({ value, count: each }) => `  ${clean(value)}  ${grouped(each)}`),
    ...(published
      ? [
          say({
            zh: `现有 ${grouped(published.now)}，进入 ${signed(published.enter)}，离开 ${signed(-published.leave)}`,
            en: `${grouped(published.now)} now, ${signed(published.enter)} enter, ${signed(-published.leave)} leave`,
          }),
        ]
      : []),
    ...warnings.map((each) => `${paint("!", "yellow")} ${clean(each.path)}  ${clean(each[lang])}`),
  ];
}

const JOINS = { all: { zh: "全部满足", en: "all of" }, any: { zh: "任一满足", en: "any of" }, not: { zh: "不满足", en: "not" } } as const;

function nodesOf({ lang, say, table: options }: Session, nodes: readonly PreviewNode[], customers: number): string[] {
  const titles = [
    { title: say({ zh: "条件", en: "CONDITION" }), flexible: true },
    { title: say({ zh: "人数", en: "CUSTOMERS" }), align: "right" as const },
    { title: say({ zh: "占比", en: "SHARE" }), align: "right" as const },
  ];
  const rows = nodes.map(({ path, kind, sentence, count }): Cell[] => [
    `${"  ".repeat(depthOf(path))}${kind === "leaf" ? sentence[lang] : say(JOINS[kind])}`,
    grouped(count),
    percent(customers === 0 ? null : count / customers),
  ]);
  return table(titles, rows, options);
}

/** The depth of a node: `rule.all[0].not` is two below the root. */
function depthOf(path: string): number {
  return path.replace(/^values\[\d+\]\.rule/, "rule").split(".").length - 1;
}

function customersOf({ say, table: options }: Session, { matching, nearly }: RulePreview): string[] {
  if (matching.length + nearly.length === 0) return [];
  const titles = [
    { title: say({ zh: "客户", en: "CUSTOMER" }) },
    { title: say({ zh: "姓名", en: "NAME" }) },
    { title: say({ zh: "身份", en: "IDENTITIES" }), flexible: true },
    { title: say({ zh: "结果", en: "RESULT" }) },
  ];
  const rows = [...matching.map((one) => ({ ...one, missing: null })), ...nearly].map(
    ({ customer, name, identities, value, missing }): Cell[] => [
      String(customer),
      name ?? "",
      identities.map(({ platform, external }) => `${platform}:${external}`).join(" "),
      missing === null ? (value ?? "✓") : say({ zh: `只差 ${clean(missing.zh)}`, en: `misses ${clean(missing.en)}` }),
    ],
  );
  return ["", ...table(titles, rows, options)];
}
