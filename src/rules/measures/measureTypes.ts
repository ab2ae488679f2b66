import type { ActiveDays } from "./activeDays/language.ts";
import type { Average } from "./average/language.ts";
import type { Count } from "./count/language.ts";
import type { DistinctCount } from "./distinctCount/language.ts";
import type { First } from "./first/language.ts";
import type { Last } from "./last/language.ts";
import type { Maximum } from "./maximum/language.ts";
import type { Median } from "./median/language.ts";
import type { Minimum } from "./minimum/language.ts";
import type { MostFrequent } from "./mostFrequent/language.ts";
import type { Percentile } from "./percentile/language.ts";
import type { StandardDeviation } from "./standardDeviation/language.ts";
import type { Sum } from "./sum/language.ts";
import type { TimeSince } from "./timeSince/language.ts";

/** Every measure of events. A new one needs a folder here, a line in each list of this folder, and its texts. */
export type Measure =
  | Count
  | Sum
  | Average
  | Minimum
  | Maximum
  | Median
  | Percentile
  | StandardDeviation
  | DistinctCount
  | ActiveDays
  | TimeSince
  | First
  | Last
  | MostFrequent;
