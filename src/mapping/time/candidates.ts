import { parseTimeFormat, type TimeFormat } from "./format.ts";

/** A time format that is recognised without the mapping naming it. `order` distinguishes the readings of 01/02/2025. */
export interface Candidate {
  readonly name: string;
  readonly format: TimeFormat;
  readonly order: "ymd" | "mdy" | "dmy" | "number";
}

const DATES: readonly (readonly [date: string, order: Candidate["order"]])[] = [
  ["yyyy-M-d", "ymd"],
  ["yyyy/M/d", "ymd"],
  ["yyyy.M.d", "ymd"],
  ["yyyy年M月d日", "ymd"],
  ["M/d/yyyy", "mdy"],
  ["d/M/yyyy", "dmy"],
  ["M-d-yyyy", "mdy"],
  ["d-M-yyyy", "dmy"],
  ["d.M.yyyy", "dmy"],
  ["d MMM yyyy", "dmy"],
  ["MMM d, yyyy", "mdy"],
];
const CLOCKS = ["", " H:mm", " H:mm:ss", " H:mm:ss.SSS", " h:mm a", " h:mm:ss a"];
const OTHERS: readonly (readonly [name: string, order: Candidate["order"]])[] = [
  ["yyyy年M月d日 H时m分", "ymd"],
  ["yyyy年M月d日 H时m分s秒", "ymd"],
  ["yyyyMMddHHmmss", "number"],
  ["yyyyMMdd", "number"],
  ["yyyyMMdd HH:mm:ss", "ymd"],
  ["unix", "number"],
  ["unixMillis", "number"],
];

function candidate(name: string, order: Candidate["order"]): Candidate {
  const format = parseTimeFormat(name);
  if ("fault" in format) throw new Error(`${name}: ${format.fault.en}`);
  return { name, format, order };
}

/** In order of preference: ISO first, bare numbers last. */
export const CANDIDATES: readonly Candidate[] = [
  candidate("iso", "ymd"),
  ...DATES.flatMap(([date, order]) => CLOCKS.map((clock) => candidate(date + clock, order))),
  ...OTHERS.map(([name, order]) => candidate(name, order)),
];
