import { Button } from "antd";
import { useMemo } from "react";
import { backtestRule, type BacktestMonth, type BacktestResult, type TagDetail, isOpenJob } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { Chart } from "../../charts/Chart.tsx";
import type { ChartData } from "../../charts/option.ts";
import { JobProgress } from "../../components/JobProgress.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

const MONTHS = 24;

/** The backtest: members at each past month-end, and their later spend compared with other customers. */
export function Backtest({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const start = useAct(backtestRule);
  const job = useJob(start.data?.job);
  const result = job?.state === "done" ? (job.result as BacktestResult) : undefined;
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("backtest.title")}
          <small>{t("backtest.help", { count: MONTHS })}</small>
        </h2>
        {!result && (
          <Button
            size="small"
            loading={start.isPending || (job !== undefined && isOpenJob(job))}
            onClick={() => start.mutate({ tag: tag.code, months: MONTHS })}
          >
            {t("backtest.run")}
          </Button>
        )}
      </div>
      <div className="tw-sheet-body">
        {start.error && <ProblemNote problem={start.error} />}
        {job && !result && <JobProgress job={job} done="" />}
      </div>
      {result && <Months months={result.months} />}
    </section>
  );
}

function Months({ months }: { months: readonly BacktestMonth[] }) {
  const { t } = useTexts();
  const x = useMemo(() => months.map(({ month }) => month), [months]);
  const members = useMemo<ChartData>(
    () => ({ kind: "line", x, series: [{ name: t("tags.members"), values: months.map((one) => one.members), tone: "accent" }] }),
    [x, months, t],
  );
  // If the catalogue has no order amount, the number of orders is shown instead.
  const measure = months.some(({ others }) => others.after.some(({ spend }) => spend !== null)) ? "spend" : "orders";
  const after = useMemo<ChartData>(() => {
    const ended = months.filter(({ others }) => others.after.at(-1)![measure] !== null);
    // Months before the first member have nothing to compare.
    const over = ended.slice(
      Math.max(
        0,
        ended.findIndex(({ members }) => members > 0),
      ),
    );
    return {
      kind: "line",
      x: over.map(({ month }) => month),
      series: [
        { name: t("backtest.withIt"), values: over.map((one) => perMember(one, measure)), tone: "accent" },
        { name: t("backtest.others"), values: over.map(({ others }) => numberOf(others.after.at(-1)![measure])), tone: "mute" },
      ],
    };
  }, [months, measure, t]);
  return (
    <>
      <Chart title={t("backtest.members")} label={t("backtest.membersLabel")} xName={t("backtest.month")} data={members} height={168} />
      {after.x.length > 0 && (
        <Chart
          title={t(`backtest.after.${measure}`)}
          label={t(`backtest.afterLabel.${measure}`)}
          xName={t("backtest.month")}
          data={after}
          height={168}
        />
      )}
    </>
  );
}

/** All tiers together: the mean weighted by their customers. */
function perMember({ groups, members }: BacktestMonth, measure: "spend" | "orders"): number | null {
  const known = groups.filter(({ customers }) => customers > 0);
  if (members === 0 || known.some(({ after }) => after.at(-1)![measure] === null)) return null;
  const sum = known.reduce((all, { customers, after }) => all + customers * Number(after.at(-1)![measure]), 0);
  return Math.round((sum / members) * 100) / 100;
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Math.round(Number(text) * 100) / 100;
}
