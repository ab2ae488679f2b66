import type { MeasureLanguage } from "../measureLanguage.ts";

/** How long ago the first or last matching event was. */
export interface TimeSince {
  readonly kind: "timeSince";
  readonly which: "first" | "last";
}

export const timeSinceLanguage: MeasureLanguage<TimeSince> = {
  kind: "timeSince",
  read(argument, _event, path, reading) {
    if (argument !== "first" && argument !== "last") return reading.shape(path, argument, "first 或 last", "first or last");
    return { kind: "timeSince", which: argument };
  },
  words: ({ which }, { events }) =>
    which === "last"
      ? { zh: `距最近一次${events.zh}`, en: `time since the last ${events.en}` }
      : { zh: `距首次${events.zh}`, en: `time since the first ${events.en}` },
  value: () => ({ as: "elapsed" }),
  form: { comparedAs: "elapsed", of: "events", variants: ["last", "first"] },
};
