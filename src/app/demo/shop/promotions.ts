import { dayOfDate, weekdayOf } from "./calendar.ts";

/** A stretch of days on which the shop sells more, or less, than on others. */
export interface Promotion {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** How many times the sales of an ordinary day. */
  readonly lift: number;
  /** Whether the shop gives coupons under this name. */
  readonly coupons: boolean;
}

/** Month and day of the Spring Festival (春节), by year, from 2020 on. */
const SPRING_FESTIVAL =
  "1-25 2-12 2-1 1-22 2-10 1-29 2-17 2-6 1-26 2-13 2-3 1-23 2-11 1-31 2-19 2-8 1-28 2-15 2-4 1-24 2-12 2-1 1-22 2-10 1-30"
    .split(" ")
    .map((text) => text.split("-").map(Number) as [number, number]);

function springFestival(year: number): number {
  const [month, day] = SPRING_FESTIVAL[year - 2020] ?? [2, 5];
  return dayOfDate(year, month, day);
}

/** The shop's calendar of one year; where two stretches meet, the later in the list counts. */
export function promotionsOf(year: number): Promotion[] {
  const on = (month: number, day: number): number => dayOfDate(year, month, day);
  const festival = springFestival(year);
  const stretch = (name: string, from: number, to: number, lift: number, coupons = true): Promotion => ({ name, from, to, lift, coupons });
  return [
    stretch("年货节", festival - 27, festival - 10, 1.45),
    stretch("春节", festival - 9, festival - 3, 0.7, false),
    stretch("春节", festival - 2, festival + 5, 0.36, false),
    stretch("38女王节", on(3, 4), on(3, 7), 1.5),
    stretch("38女王节", on(3, 8), on(3, 8), 3),
    stretch("618", on(5, 31), on(6, 1), 3.6),
    stretch("618", on(6, 2), on(6, 14), 1.4),
    stretch("618", on(6, 15), on(6, 17), 3),
    stretch("618", on(6, 18), on(6, 18), 8),
    stretch("暑期", on(7, 5), on(8, 20), 0.92, false),
    stretch("99大促", on(9, 7), on(9, 8), 1.7),
    stretch("99大促", on(9, 9), on(9, 9), 4),
    stretch("国庆", on(10, 1), on(10, 7), 0.86, false),
    stretch("双11", on(10, 31), on(11, 1), 5),
    stretch("双11", on(11, 2), on(11, 9), 1.7),
    stretch("双11", on(11, 10), on(11, 10), 4),
    stretch("双11", on(11, 11), on(11, 11), 14),
    stretch("双12", on(12, 10), on(12, 11), 1.4),
    stretch("双12", on(12, 12), on(12, 12), 3.4),
  ];
}

/** The promotion of each day from `first` on, one entry a day; undefined on ordinary days. */
export function promotionsByDay(first: number, days: number, firstYear: number, lastYear: number): (Promotion | undefined)[] {
  const byDay = Array.from({ length: days }, (): Promotion | undefined => undefined);
  for (let year = firstYear; year <= lastYear; year++)
    for (const promotion of promotionsOf(year))
      for (let day = Math.max(promotion.from, first); day <= promotion.to && day < first + days; day++) byDay[day - first] = promotion;
  return byDay;
}

const WEEKDAYS = [1.05, 1.0, 0.97, 0.97, 0.98, 0.98, 1.05];
/** Stores live from the weekend. */
export const STORE_WEEKDAYS = [1.75, 0.72, 0.72, 0.74, 0.78, 0.98, 1.8];

/** How busy a day is, an ordinary one being 1. */
export function liftOf(day: number, promotion: Promotion | undefined): number {
  return WEEKDAYS[weekdayOf(day)]! * (promotion?.lift ?? 1);
}
