import { z } from "zod";
import { AsOf, InstantText, Text } from "./common.ts";
import { Identity } from "./customers.ts";
import { operation } from "./define.ts";

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
  name: z.string().nullable(),
  identities: z.array(Identity),
  /** The tier; null for a rule tag. */
  value: z.string().nullable(),
  /** Of who nearly matches: the path of the one condition that is missing. */
  misses: z.string().nullable(),
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
  /** Of a rule whose outermost group is `all`: who misses one condition alone. */
  nearly: z.array(PreviewCustomer),
  sentence: Text,
  /** Parts that hold for nobody or for everybody, with the reason. */
  warnings: z.array(Text.extend({ path: z.string() })),
});
export type RulePreview = z.output<typeof RulePreview>;

export const previewRule = operation({
  id: "previewRule",
  method: "POST",
  path: "/rules/preview",
  room: "membership",
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
