import type { EChartsType } from "echarts/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Icon } from "../components/Icon.tsx";
import { useFormat } from "../format/useFormat.ts";
import { useTexts } from "../i18n/index.ts";
import { useReducedMotion, useScheme } from "../preferences.ts";
import { paletteOf } from "../theme/palette.ts";
import { ChartTable } from "./ChartTable.tsx";
import { optionOf, type ChartData } from "./option.ts";
import "./chart.css";

interface Props {
  readonly title: ReactNode;
  /** A sentence that describes the chart, for screen readers. */
  readonly label: string;
  /** The heading of the first column in the table. */
  readonly xName: string;
  readonly data: ChartData;
  readonly height?: number;
  readonly place?: (x: string) => string;
}

/** The chart component: theme, direct labels, reduced motion, and a table view of the same data. */
export function Chart({ title, label, xName, data, height = 220, place = (x) => x }: Props) {
  const { t } = useTexts();
  const { short } = useFormat();
  const [asTable, setAsTable] = useState(false);
  const palette = paletteOf(useScheme());
  const still = useReducedMotion();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    if (asTable) return;
    let gone = false;
    const watch = new ResizeObserver(() => drawn.current?.resize());
    void import("./echarts.ts").then(({ init }) => {
      if (gone || !box.current) return;
      drawn.current = init(box.current);
      watch.observe(box.current);
      setReady(true);
    });
    return () => {
      gone = true;
      watch.disconnect();
      drawn.current?.dispose();
      drawn.current = null;
      setReady(false);
    };
  }, [asTable]);

  useEffect(() => {
    if (!ready || !drawn.current) return;
    const every = Math.max(1, Math.ceil(data.x.length / Math.max(2, Math.floor((box.current?.clientWidth ?? 600) / 90))));
    drawn.current.setOption(optionOf(data, { palette, still, number: short, place, every }), { notMerge: true });
  }, [ready, data, palette, still, short, place]);

  return (
    <figure className="tw-chart">
      <figcaption className="tw-sheet-head">
        <h2>{title}</h2>
        <button
          type="button"
          className="tw-tool tw-chart-switch"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          title={t(asTable ? "chart.asChart" : "chart.asTable")}
        >
          <Icon name={asTable ? "chart" : "table"} />
          <span className="tw-hidden">{t(asTable ? "chart.asChart" : "chart.asTable")}</span>
        </button>
      </figcaption>
      {asTable ? (
        <ChartTable label={label} xName={xName} data={data} height={height} />
      ) : (
        <div className="tw-chart-box">
          <div ref={box} style={{ height }} role="img" aria-label={label} />
          {data.kind === "bars" && data.series.length === 2 && (
            <>
              <span className={`tw-chart-side tw-chart-up tw-chart-${data.series[0]!.tone}`}>{data.series[0]!.name}</span>
              <span className={`tw-chart-side tw-chart-down tw-chart-${data.series[1]!.tone}`}>{data.series[1]!.name}</span>
            </>
          )}
        </div>
      )}
    </figure>
  );
}
