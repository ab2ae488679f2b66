import type { EChartsCoreOption } from "echarts/core";
import { FONT, type Palette } from "../theme/palette.ts";

/** The data of a chart. It is drawn, described for screen readers and shown as a table. */
export interface ChartData {
  readonly kind: "line" | "bars";
  /** The labels of the x axis: days, instants or names. */
  readonly x: readonly string[];
  readonly series: readonly ChartSeries[];
}

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly tone: "accent" | "mute";
}

interface Manner {
  readonly palette: Palette;
  readonly still: boolean;
  /** Formats a value for the y axis and the tooltip. */
  readonly number: (value: number) => string;
  /** Formats a label of the x axis. */
  readonly place: (x: string) => string;
  /** Steps between the labels of the x axis, so that they do not overlap. */
  readonly every: number;
}

/** With more points the animation would stutter. */
const MOST_ANIMATED_POINTS = 1_000;

export function optionOf({ kind, x, series }: ChartData, { palette, still, number, place, every }: Manner): EChartsCoreOption {
  const points = series.reduce((sum, { values }) => sum + values.length, 0);
  const text = { color: palette.ink3, fontFamily: FONT, fontSize: 12 };
  const several = series.length > 1;
  return {
    animation: !still && points <= MOST_ANIMATED_POINTS,
    animationDuration: 160,
    animationDurationUpdate: 160,
    aria: { enabled: false },
    grid: {
      left: 4,
      right: several && kind === "line" ? 64 : 8,
      top: 14,
      bottom: 2,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: {
      type: "category",
      data: [...x],
      boundaryGap: kind === "bars",
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line2 } },
      axisLabel: { ...text, formatter: place, interval: every - 1, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" },
    },
    yAxis: {
      type: "value",
      splitNumber: 3,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...text, formatter: (value: number) => number(Math.abs(value)) },
    },
    tooltip: {
      trigger: "axis",
      transitionDuration: 0,
      backgroundColor: palette.raised,
      borderColor: palette.line2,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: palette.ink, fontFamily: FONT, fontSize: 13 },
      axisPointer: kind === "line" ? { type: "line", lineStyle: { color: palette.line2, type: "solid" } } : { type: "none" },
      valueFormatter: (value: unknown) => (typeof value === "number" ? number(Math.abs(value)) : "–"),
    },
    series: series.map(({ name, values, tone }) => ({
      name,
      type: kind === "line" ? "line" : "bar",
      data: [...values],
      color: palette[tone],
      ...(kind === "line"
        ? {
            showSymbol: false,
            symbolSize: 7,
            lineStyle: { width: 1.8 },
            emphasis: { disabled: true },
            ...(tone === "accent" && { areaStyle: { color: palette.accent, opacity: 0.08 } }),
            // The name stands at the end of the line, instead of a legend.
            endLabel: { show: several, ...text, color: palette[tone], formatter: name, distance: 6 },
          }
        : { stack: "one", barMaxWidth: 26, barMinWidth: 2, itemStyle: { borderRadius: 2 }, emphasis: { disabled: true } }),
    })),
  };
}
