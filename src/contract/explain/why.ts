import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { EventOnCustomer, CustomerParams } from "../shapes/customer.ts";
import { AssignmentShape, OverrideShape } from "../shapes/override.ts";
import { Author, TagColor, TagKind } from "../shapes/tag.ts";
import { ShownWords } from "../shown.ts";

export interface WhyNode {
  readonly kind: "all" | "any" | "not" | "leaf";
  /** Which leaf: attribute, event, tag …; null on all, any, not. */
  readonly leaf: string | null;
  readonly pass: boolean;
  readonly sentence: { readonly zh: string; readonly en: string };
  /** What was seen ("¥12,800"; "没有记录"); null on all, any, not. */
  readonly observed: ShownWords | null;
  /** What is wanted ("≥ ¥10,000"). */
  readonly wanted: { readonly zh: string; readonly en: string } | null;
  /** observed / wanted where both are numbers, for a bar; may exceed 1. */
  readonly ratio: number | null;
  readonly evidence: readonly z.output<typeof EventOnCustomer>[];
  /** Of a condition on a tag: its code, by which `tags` of the answer explains it once; null otherwise. */
  readonly tag: string | null;
  readonly children: readonly WhyNode[];
  /** How many of its own parts are not among `children`, because the answer would be too long. */
  readonly omitted: number;
}
export const WhyNode: z.ZodType<WhyNode> = z
  .object({
    kind: z.enum(["all", "any", "not", "leaf"]),
    leaf: z.string().nullable(),
    pass: z.boolean(),
    sentence: Text,
    observed: ShownWords.nullable(),
    wanted: Text.nullable(),
    ratio: z.number().nullable(),
    evidence: z.array(EventOnCustomer),
    tag: z.string().nullable(),
    get children() {
      return z.array(WhyNode);
    },
    omitted: z.number().int(),
  })
  .meta({ id: "WhyNode" });

const WhyTrees = z.array(z.object({ value: z.string().nullable(), pass: z.boolean(), tree: WhyNode }));

/** A tag that the reasons name, explained once however often it is named. */
export const WhyTag = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  color: TagColor,
  /** With the override on top. */
  has: z.boolean(),
  /** The value of a tiered tag. */
  value: z.string().nullable(),
  overridden: z.boolean(),
  /** As those of the answer; null where the answer would be too long: ask for this tag by itself. */
  trees: WhyTrees.nullable(),
});
export type WhyTag = z.output<typeof WhyTag>;

export const Why = z.object({
  customer: z.number().int(),
  tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor }),
  asOf: InstantText,
  /** By the rule, now, over this customer's own data, with the override on top. */
  has: z.boolean(),
  value: z.string().nullable(),
  /** What the rule says by itself. */
  ruled: z.object({ has: z.boolean(), value: z.string().nullable() }),
  /** The override that holds now. */
  override: OverrideShape.nullable(),
  /** Of a static tag: what was said when it was put on, or taken off. */
  assignment: AssignmentShape.nullable(),
  /** From the stored membership; differs from `has` only until the next evaluation. */
  member: z.boolean(),
  since: InstantText.nullable(),
  author: Author.nullable(),
  sentence: Text,
  /** One tree for a rule or metric tag; one per value for a tiered tag; none for a static tag. */
  trees: WhyTrees,
  /** The tags that the trees name, and those that these name, nearest first. Nothing is left out where no `trees` is null and no `omitted` above 0. */
  tags: z.array(WhyTag),
});
export type Why = z.output<typeof Why>;

export const explainTag = operation({
  id: "explainTag",
  method: "GET",
  path: "/customers/:customer/why/:tag",
  room: "explain",
  permission: "customer.read",
  status: 200,
  summary: { zh: "为什么有、为什么没有这个标签", en: "Why a customer has a tag, or has not" },
  params: CustomerParams.extend({ tag: z.string().min(1).max(200) }),
  query: z.object({ asOf: AsOf }),
  response: Why,
});
