import { Segmented } from "antd";
import { useMemo, useState } from "react";
import type { Overview } from "../../../contract/index.ts";
import { Chart } from "../../charts/Chart.tsx";
import type { ChartData } from "../../charts/option.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { dayOnAxis } from "../../format/time.ts";
import { useTexts } from "../../i18n/index.ts";

/** Activity per day. Events and customers differ by an order of magnitude, so the chart shows one at a time. */
export function Activity({ activity }: { activity: Overview["activity"] | undefined }) {
  const { t } = useTexts();
  const { short } = useFormat();
  const [what, setWhat] = useState<"events" | "customers">("events");
  const data = useMemo<ChartData | undefined>(
    () =>
      activity && {
        kind: "line",
        x: activity.map(({ day }) => day),
        series: [{ name: t(`overview.by.${what}`), values: activity.map((day) => day[what]), tone: "accent" }],
      },
    [activity, what, t],
  );
  const total = activity?.reduce((sum, { events }) => sum + events, 0) ?? 0;
  return (
    <section className="tw-sheet tw-overview-activity">
      {data ? (
        <Chart
          title={
            <span className="tw-activity-title">
              {t("overview.activity")}
              <Segmented
                size="small"
                value={what}
                onChange={setWhat}
                options={[
                  { value: "events", label: t("overview.by.events") },
                  { value: "customers", label: t("overview.by.customers") },
                ]}
              />
            </span>
          }
          label={t("overview.activityLabel", { days: data.x.length, total: short(total) })}
          xName={t("overview.day")}
          data={data}
          height={264}
          place={dayOnAxis}
        />
      ) : (
        <div className="tw-sheet-body tw-activity-bone">
          <Skeleton height={250} />
        </div>
      )}
    </section>
  );
}
