import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { ShownIdentity, ShownText } from "../shown.ts";

/** How many customers one group or leaf of the tree lets through, by itself. */
export const PreviewNode = z.object({
  /** `rule.all[1]`, `values[0].rule`: where it stands in the definition. */
  path: z.string(),
  kind: z.enum(["all", "any", "not", "leaf"]),
  sentence: Text,
  count: z.number().int(),
});
export type PreviewNode = z.output<typeof PreviewNode>;

const PreviewCustomer = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  /** The tier; null for a rule tag. */
  value: z.string().nullable(),
});

const NearlyCustomer = PreviewCustomer.extend({
  /** Alternatives, any of which would be enough; each the paths of the one condition, or the two, whose answer is the wrong one. */
  misses: z.array(z.array(z.string())),
  missing: Text,
});

export const RulePreview = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  /** Customers who would have the tag. Exact. */
  count: z.number().int(),
  values: z.array(z.object({ value: z.string(), count: z.number().int() })),
  /** Against the members stored now; null without a published version. */
  published: z.object({ now: z.number().int(), enter: z.number().int(), leave: z.number().int() }).nullable(),
  nodes: z.array(PreviewNode),
  matching: z.array(PreviewCustomer),
  /**
   * Customers without it who would have it if one condition, wherever it stands in the rule, had the other answer; of a rule of one
   * condition alone, those with four fifths of what it asks for.
   */
  nearlyCount: z.number().int(),
  /** Some of those; where there are none and the rule is small, some who miss two conditions. */
  nearly: z.array(NearlyCustomer),
  sentence: Text,
  /** Parts that hold for nobody or for everybody, with the reason. */
  warnings: z.array(Text.extend({ path: z.string() })),
});
export type RulePreview = z.output<typeof RulePreview>;

export const previewRule = operation({
  id: "previewRule",
  method: "POST",
  path: "/rules/preview",
  room: "publishing",
  permission: "tag.edit",
  status: 200,
  summary: {
    zh: "预览草稿规则：人数、每个条件的人数、进出、样本",
    en: "Preview a draft rule: count, counts of every node, entrants and leavers, samples",
  },
  query: z.object({ asOf: AsOf }),
  body: z
    .object({
      definition: z.record(z.string(), z.unknown()).meta({ description: "A rule or tiered tag as in tags.yaml; a code is not needed" }),
      tag: z.string().min(1).max(200).optional().meta({ description: "The published version to compare with, by code or name" }),
    })
    .strict(),
  response: RulePreview,
});

const Estimated = z.object({ count: z.number().int(), low: z.number().int(), high: z.number().int() });

/** What a sample of the customers suggests. Numbers of customers; `low` and `high` are the ends of the 95 % interval. */
export const RuleEstimate = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  /** Customers looked at; equal to `customers` where there are so few that the estimate is exact. */
  sampled: z.number().int(),
  /** Null where a sample says nothing: of rules that set customers against each other. */
  estimate: Estimated.nullable(),
  nodes: z.array(z.object({ path: z.string(), estimate: Estimated })),
});
export type RuleEstimate = z.output<typeof RuleEstimate>;

export const estimateRule = operation({
  id: "estimateRule",
  method: "POST",
  path: "/rules/estimate",
  room: "publishing",
  permission: "tag.edit",
  status: 200,
  summary: {
    zh: "输入时的估计：按客户抽样，给出人数和 95 % 区间",
    en: "An estimate while typing: how many, from a sample of the customers, with its 95 % interval",
  },
  query: z.object({ asOf: AsOf }),
  body: z
    .object({
      definition: z.record(z.string(), z.unknown()).meta({ description: "As for the preview" }),
      tag: z.string().min(1).max(200).optional(),
    })
    .strict(),
  response: RuleEstimate,
});
