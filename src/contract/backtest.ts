import { z } from "zod";
import { AsOf, InstantText } from "./common.ts";
import { operation } from "./define.ts";
import { JobRef, TagParams } from "./tags.ts";

/** What the customers of a group did in the days after, per customer; decimals as text. Null while those days are not over. */
export const BacktestAfter = z.object({
  days: z.number().int(),
  orders: z.string().nullable(),
  /** Null also where the catalogue has no amount of orders. */
  spend: z.string().nullable(),
});

export const BacktestGroup = z.object({
  /** The tier; null for a rule tag and for the others. */
  value: z.string().nullable(),
  customers: z.number().int(),
  after: z.array(BacktestAfter),
});
export type BacktestGroup = z.output<typeof BacktestGroup>;

export const BacktestMonth = z.object({
  /** `2025-10`. */
  month: z.string(),
  /** Its last instant in the workspace's time zone: what the rule was asked as of. */
  at: InstantText,
  /** Customers who had appeared by then. */
  customers: z.number().int(),
  members: z.number().int(),
  /** One group for a rule tag, one a tier for a tiered tag. */
  groups: z.array(BacktestGroup),
  /** Who had appeared and was no member. */
  others: BacktestGroup,
});
export type BacktestMonth = z.output<typeof BacktestMonth>;

/** The result of a backtest's job, months oldest first. */
export const BacktestResult = z.object({ tag: z.string(), asOf: InstantText, months: z.array(BacktestMonth) });
export type BacktestResult = z.output<typeof BacktestResult>;

export const backtestRule = operation({
  id: "backtestRule",
  method: "POST",
  path: "/tags/:tag/backtest",
  room: "insight",
  permission: "tag.read",
  status: 202,
  summary: {
    zh: "回测：过去每个月末的成员，以及他们之后的购买",
    en: "Backtest: members at each past month-end and what they bought after (a job)",
  },
  params: TagParams,
  query: z.object({ asOf: AsOf }),
  body: z.object({ months: z.number().int().min(1).max(60).default(24) }).strict(),
  response: JobRef,
});
