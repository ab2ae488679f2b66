import type { EChartsCoreOption } from "echarts/core";
import { FONT, type Palette } from "../theme/palette.ts";

/** What a chart shows. The same data is drawn, read out and shown as a table. */
export interface ChartData {
  readonly kind: "line" | "bars";
  /** What stands along the bottom: days, instants, names. */
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
  /** How a value is written on the axis and in the card. */
  readonly number: (value: number) => string;
  /** How a place along the bottom is written on the axis. */
  readonly place: (x: string) => string;
  /** Between the marks along the bottom, so that they do not touch. */
  readonly every: number;
}

/** Animation above this many points explains nothing and costs frames. */
const MOST_ANIMATED = 1_000;

export function optionOf({ kind, x, series }: ChartData, { palette, still, number, place, every }: Manner): EChartsCoreOption {
  const points = series.reduce((sum, { values }) => sum + values.length, 0);
  const text = { color: palette.ink3, fontFamily: FONT, fontSize: 12 };
  const several = series.length > 1;
  return {
    animation: !still && points <= MOST_ANIMATED,
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
            // Named where the line ends, not in a legend.
            endLabel: { show: several, ...text, color: palette[tone], formatter: name, distance: 6 },
          }
        : { stack: "one", barMaxWidth: 26, barMinWidth: 2, itemStyle: { borderRadius: 2 }, emphasis: { disabled: true } }),
    })),
  };
}
