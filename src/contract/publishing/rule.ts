import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { ShownIdentity, ShownText } from "../shown.ts";

/** The number of customers who satisfy one group or leaf of the tree, taken alone. */
export const PreviewNode = z.object({
  /** Its path in the definition: `rule.all[1]`, `values[0].rule`. */
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
  /** Alternatives: each lists the one or two conditions (by path) whose change would be enough. */
  misses: z.array(z.array(z.string())),
  missing: Text,
});

export const RulePreview = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  /** The exact number of customers who would have the tag. */
  count: z.number().int(),
  values: z.array(z.object({ value: z.string(), count: z.number().int() })),
  /** The difference from the stored members; null if no version is published. */
  published: z.object({ now: z.number().int(), enter: z.number().int(), leave: z.number().int() }).nullable(),
  nodes: z.array(PreviewNode),
  matching: z.array(PreviewCustomer),
  /**
   * Customers without the tag who would have it if one condition anywhere in the rule had the opposite result. For a rule with a single
   * condition: customers who reach four fifths of the required value.
   */
  nearlyCount: z.number().int(),
  /** Some of these customers. If there are none and the rule is small: some who miss two conditions. */
  nearly: z.array(NearlyCustomer),
  sentence: Text,
  /** Parts that are true for no customer or for all, with the reason. */
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
    zh: "预览草稿规则：人数、每个条件的人数、新增与移出、样本",
    en: "Preview a draft rule: its count, the count of each condition, customers who enter or leave, samples",
  },
  query: z.object({ asOf: AsOf }),
  body: z
    .object({
      definition: z.record(z.string(), z.unknown()).meta({ description: "A rule or tiered tag as in tags.yaml. The code is optional" }),
      tag: z.string().min(1).max(200).optional().meta({ description: "The published version to compare with, by code or name" }),
    })
    .strict(),
  response: RulePreview,
});

const Estimated = z.object({ count: z.number().int(), low: z.number().int(), high: z.number().int() });

/** Estimated numbers of customers, from a sample. `low` and `high` are the ends of the 95 % interval. */
export const RuleEstimate = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  /** The size of the sample. If it equals `customers`, the estimate is exact. */
  sampled: z.number().int(),
  /** Null for rules that compare all customers, because a sample cannot estimate them. */
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
    zh: "编辑规则时估计人数：按客户抽样，给出人数和 95 % 区间",
    en: "Estimate the counts of a draft rule from a sample of customers, with the 95 % interval",
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
