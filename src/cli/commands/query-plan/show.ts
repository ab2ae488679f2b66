import { type PlannedPass, type PlanOf, readQueryPlan } from "../../../contract/index.ts";
import { AS_OF, defineCommand } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";

export const queryPlanShow = defineCommand<{ sql?: boolean; asOf?: string }>({
  name: "query-plan show",
  group: "tags",
  summary: {
    zh: "标签怎样计算：阶段、扫描、共用的度量、预计读取的行数、SQL；不写标签即全部已发布的",
    en: "how tags are computed: stages, passes, shared measures, expected rows, SQL; without tags, all published ones",
  },
  arguments: [{ usage: "[tags...]", text: { zh: "标签的编码或名称", en: "codes or names of tags" } }],
  options: [{ flags: "--sql", text: { zh: "不写标签时也显示 SQL", en: "show the SQL also where no tag is named" } }, AS_OF],
  examples: ["query-plan show high_value", "query-plan show 高价值客户 lifecycle --json", "query-plan show --sql"],
  async run(session, tags, { sql = tags.length > 0, asOf }) {
    const plan = await session.call(readQueryPlan, { tags: [...tags], asOf });
    if (session.json) return session.printJson(plan);
    session.print(...headOf(session, plan));
    for (const [index, stage] of plan.stages.entries()) {
      const { say, paint } = session;
      session.print("", paint(say({ zh: `阶段 ${index + 1}`, en: `Stage ${index + 1}` }), "bold"));
      for (const pass of stage.passes) session.print(...passLines(session, pass, sql));
      if (stage.tags.length > 0)
        session.print(say({ zh: `  由位图组合出标签：${stage.tags.join("、")}`, en: `  tags made of bitmaps: ${stage.tags.join(", ")}` }));
      if (sql && stage.sql) session.print(...indented(session, stage.sql));
    }
  },
});

function headOf({ say, paint }: Session, { tags, customers, totals }: PlanOf): string[] {
  const named = tags.filter(({ asked }) => !asked).map(({ code }) => code);
  return [
    say({
      zh: `${grouped(tags.length)} 个标签，${grouped(customers)} 位客户：${totals.passes} 次扫描，${totals.measures} 个度量（不共用则为 ${totals.unshared} 个），预计读取约 ${grouped(totals.rows)} 行`,
      en: `${grouped(tags.length)} tags over ${grouped(customers)} customers: ${totals.passes} passes, ${totals.measures} measures (${totals.unshared} if none were shared), about ${grouped(totals.rows)} rows expected`,
    }),
    ...(named.length > 0
      ? [paint(say({ zh: `其中因被引用而计算：${named.join("、")}`, en: `computed because they are named: ${named.join(", ")}` }), "dim")]
      : []),
    paint(
      say({
        zh: "行数是存储按索引给出的估计；什么都没有计算。",
        en: "Rows are the store's estimate by its indexes; nothing was computed.",
      }),
      "dim",
    ),
  ];
}

function passLines(session: Session, pass: PlannedPass, sql: boolean): string[] {
  const { say, paint, lang } = session;
  const rows =
    pass.rows === null
      ? say({ zh: "行数未知", en: "rows unknown" })
      : say({ zh: `约 ${grouped(pass.rows)} 行`, en: `about ${grouped(pass.rows)} rows` });
  const pieces = pass.pieces > 1 ? say({ zh: `，分 ${pass.pieces} 次`, en: `, in ${pass.pieces} pieces` }) : "";
  const line = (mark: string, { id, words, tags }: PlannedPass["measures"][number]) =>
    `    ${mark} ${paint(id, "dim")} ${clean(words[lang])}  ${paint(tags.join(", "), tags.length > 1 ? "cyan" : "dim")}`;
  return [
    `  ${paint(clean(pass.reads[lang]), "bold")}  ${rows}${pieces}`,
    ...pass.measures.map((each) => line("·", each)),
    ...pass.conditions.map((each) => line("?", each)),
    ...(pass.metrics.length > 0
      ? [say({ zh: `    指标：${pass.metrics.join("、")}`, en: `    metrics: ${pass.metrics.join(", ")}` })]
      : []),
    ...(sql ? [pass.sql, pass.metricSql].flatMap((statement) => (statement === null ? [] : indented(session, statement))) : []),
  ];
}

function indented({ paint }: Session, sql: string): string[] {
  return sql.split("\n").map((line) => paint(`      ${clean(line)}`, "dim"));
}
