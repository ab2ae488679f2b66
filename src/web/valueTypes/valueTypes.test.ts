import { expect, test } from "vitest";
import { exactMetricText, metricText, valueText, type Show } from "./index.ts";

const show = (lang: "zh" | "en"): Show => ({
  lang,
  yesOrNo: String,
  day: (instant) => instant.slice(0, 10),
  clock: (instant) => instant.slice(11, 16),
  exact: (value) => `exactly ${value}`,
  measure: (value, unit) => `${value} ${unit}`,
});

test("a value is shown by its type, and a masked one as it stands", () => {
  expect(valueText("1d 2h", "duration", show("zh"))).toBe("1天2小时");
  expect(valueText("1d 2h", "duration", show("en"))).toBe("1d 2h");
  expect(valueText("1d 2h", "text", show("zh"))).toBe("1d 2h");
  expect(valueText("12.5", "number", show("zh"))).toBe("exactly 12.5");
  for (const type of ["number", "duration", "date", "time", "boolean", "list"] as const)
    expect(valueText("****", type, show("zh")), type).toBe("****");
});

test("a metric is shown by the form of its value", () => {
  expect(metricText("3", "次", show("zh"))).toBe("3 次");
  expect(metricText("-1h 37m 30s", null, show("zh"))).toBe("-1小时37分30秒");
  expect(metricText("1m 40.333333s", null, show("zh"))).toBe("1分40.333333秒");
  expect(metricText("2026-01-01T08:00:00.000Z", null, show("zh"))).toBe("2026-01-01");
  expect(exactMetricText("3", show("zh"))).toBe("exactly 3");
  expect(exactMetricText("1h", show("zh"))).toBeUndefined();
});
