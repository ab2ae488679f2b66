import { value, type MeasureRun } from "../measureRun.ts";
import type { TimeSince } from "./language.ts";

export const timeSinceRun: MeasureRun<TimeSince> = {
  plan: ({ which }, column) => ({ kind: "days", measure: column({ kind: which === "first" ? "firstTime" : "lastTime" }) }),
  interpret({ which }, { events }) {
    const times = events.map(({ time }) => time);
    return value(times.length === 0 ? undefined : times.reduce((a, b) => ((which === "first" ? b < a : b > a) ? b : a)));
  },
};
