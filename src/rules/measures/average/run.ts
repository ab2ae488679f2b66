import { decimals, sumOf, type MeasureRun } from "../measureRun.ts";
import type { Average } from "./language.ts";

export const averageRun: MeasureRun<Average> = {
  plan: ({ property }, column) => ({
    kind: "quotient",
    over: column({ kind: "sum", property }),
    under: column({ kind: "known", property }),
  }),
  interpret({ property }, matching) {
    const values = decimals(matching.values(property));
    return { kind: "quotient", over: sumOf(values), under: BigInt(values.length) };
  },
};
