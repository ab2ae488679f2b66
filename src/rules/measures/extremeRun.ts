import type { Decimal, Instant } from "../../kernel/index.ts";
import { languageOfType } from "../valueTypes/languages.ts";
import type { Extreme } from "./extreme.ts";
import { value, type MeasureRun } from "./measureRun.ts";

export function extremeRun<K extends "minimum" | "maximum">(kind: K): MeasureRun<Extreme<K>> {
  return {
    plan({ property, type }, column) {
      const measure = column({ kind, property });
      const { measured } = languageOfType(type);
      if (measured === "value") return { kind: "value", type, measure };
      return { kind: measured === "instant" ? "time" : "number", measure };
    },
    interpret({ property }, matching) {
      const values = matching.values(property) as (Decimal | Instant)[];
      return value(values.length === 0 ? undefined : values.reduce((a, b) => ((kind === "minimum" ? b < a : b > a) ? b : a)));
    },
  };
}
