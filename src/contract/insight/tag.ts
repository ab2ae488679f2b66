import { z } from "zod";
import { AsOf, InstantText, Text, Use } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef, TagParams, TagState, TagSummary } from "../shapes/tag.ts";

/** Averages per customer of a group for the days after the month-end, as decimal text. Null until those days are over. */
export const BacktestAfter = z.object({
  days: z.number().int(),
  orders: z.string().nullable(),
  /** Also null if the catalogue has no order amount. */
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
  /** The last instant of the month in the workspace's time zone. The rule was evaluated as of it. */
  at: InstantText,
  /** Customers who had data by then. */
  customers: z.number().int(),
  members: z.number().int(),
  /** One group for a rule tag, one a tier for a tiered tag. */
  groups: z.array(BacktestGroup),
  /** Customers with data by then who were not members. */
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

export const TagValue = z.object({
  value: z.string(),
  members: z.number().int().nullable(),
  /** Null for the default value. */
  sentence: Text.nullable(),
});

/** The distribution of a metric tag's values: decimals as text, instants as ISO text. */
export const MetricSpread = z.object({
  customers: z.number().int(),
  minimum: z.string().nullable(),
  median: z.string().nullable(),
  average: z.string().nullable(),
  maximum: z.string().nullable(),
});

export const TagDetail = TagSummary.extend({
  /** Goes up with every change of its words, rule or state; an edit names the one that it is based on. */
  revision: z.number().int(),
  /** What it says about a customer, in a sentence. */
  meaning: z.string().nullable(),
  /** Other names, by which a search finds it. */
  aliases: z.array(z.string()),
  notes: z.string().nullable(),
  criteria: z.string().nullable(),
  purpose: z.string().nullable(),
  review: z.enum(["monthly", "quarterly", "half-yearly"]).nullable(),
  /** The definition (the YAML tree as JSON). */
  definition: z.record(z.string(), z.unknown()),
  sentence: Text.nullable(),
  values: z.array(TagValue),
  spread: MetricSpread.nullable(),
  /** Codes of the tags that its rule uses. */
  uses: z.array(z.string()),
  /** Rules, saved segments and webhooks that use it. */
  usedBy: z.array(Use),
  /** The number of overrides in force. */
  overrides: z.object({ in: z.number().int(), out: z.number().int() }),
  /**
   * Set for a tag that compares all customers (a rank, a cycle, and tags that use such a tag). It is evaluated for all customers, at most
   * once a minute after changes and at every full hour. `at`: the last evaluation. `waiting`: data changed since then, so it will be
   * evaluated again. Null for every other tag.
   */
  populationWide: z.object({ at: InstantText.nullable(), waiting: z.boolean() }).nullable(),
  changes: z.array(z.object({ at: InstantText, entered: z.number().int(), left: z.number().int(), cause: z.string() })),
});
export type TagDetail = z.output<typeof TagDetail>;

export const listTags = operation({
  id: "listTags",
  method: "GET",
  path: "/tags",
  room: "insight",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签列表（含人数）", en: "All tags with their member counts" },
  query: z.object({ state: TagState.optional(), q: z.string().max(200).optional() }),
  response: z.object({ customers: z.number().int(), items: z.array(TagSummary) }),
});

export const readTag = operation({
  id: "readTag",
  method: "GET",
  path: "/tags/:tag",
  room: "insight",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签详情：定义、口径、人数", en: "One tag: definition, criteria, member counts" },
  params: TagParams,
  response: TagDetail,
});

/** A tag as the dictionary explains it. */
export const DictionaryEntry = TagSummary.extend({
  meaning: z.string().nullable(),
  criteria: z.string().nullable(),
  purpose: z.string().nullable(),
  notes: z.string().nullable(),
  /** The rule in words; null for a tag without one. */
  sentence: Text.nullable(),
  /** The tiers in their order. Null is the sentence of the default. */
  values: z.array(z.object({ value: z.string(), sentence: Text.nullable() })),
  month: z.object({
    /** Moves into the tag and out of it. A change of tier is none. */
    entered: z.number().int(),
    left: z.number().int(),
    /** What became of its definition, one sentence for each change. */
    changes: z.array(Text),
  }),
});
export type DictionaryEntry = z.output<typeof DictionaryEntry>;

export const TagDictionary = z.object({
  at: InstantText,
  /** The beginning of the current month in the workspace's time zone. */
  since: InstantText,
  customers: z.number().int(),
  /** In the order of the tree. Retired tags are left out. */
  items: z.array(DictionaryEntry),
  /** Tags that were retired this month. */
  retired: z.array(z.object({ code: z.string(), name: Text, at: InstantText })),
});
export type TagDictionary = z.output<typeof TagDictionary>;

export const readTagDictionary = operation({
  id: "readTagDictionary",
  method: "GET",
  path: "/tag-dictionary",
  room: "insight",
  permission: "tag.read",
  status: 200,
  summary: {
    zh: "标签字典：每个标签的规则、含义、口径、负责人、人数、本月变化",
    en: "The dictionary of tags: rule, meaning, criteria, owner, members and what changed this month",
  },
  response: TagDictionary,
});
