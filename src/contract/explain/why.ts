import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { EventOnCustomer, CustomerParams } from "../shapes/customer.ts";
import { AssignmentShape, OverrideShape } from "../shapes/override.ts";
import { Author, TagColor, TagKind } from "../shapes/tag.ts";
import { ShownWords } from "../shown.ts";

export interface WhyNode {
  readonly kind: "all" | "any" | "not" | "leaf";
  /** The kind of leaf: attribute, event, tag …; null for all, any and not. */
  readonly leaf: string | null;
  readonly pass: boolean;
  readonly sentence: { readonly zh: string; readonly en: string };
  /** The actual value ("¥12,800"; "没有记录"); null for all, any and not. */
  readonly observed: ShownWords | null;
  /** The required value ("≥ ¥10,000"). */
  readonly wanted: { readonly zh: string; readonly en: string } | null;
  /** observed / wanted if both are numbers. It may exceed 1. */
  readonly ratio: number | null;
  readonly events: readonly z.output<typeof EventOnCustomer>[];
  /** For a condition on a tag: the tag's code. The answer explains that tag once, in `tags`. Null otherwise. */
  readonly tag: string | null;
  readonly children: readonly WhyNode[];
  /** How many parts are missing from `children`, because the answer would be too long. */
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
    events: z.array(EventOnCustomer),
    tag: z.string().nullable(),
    get children() {
      return z.array(WhyNode);
    },
    omitted: z.number().int(),
  })
  .meta({ id: "WhyNode" });

const WhyTrees = z.array(z.object({ value: z.string().nullable(), pass: z.boolean(), tree: WhyNode }));

/** A tag that conditions use. It is explained once, even if several conditions use it. */
export const WhyTag = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  color: TagColor,
  /** With the override applied. */
  has: z.boolean(),
  /** The value of a tiered tag. */
  value: z.string().nullable(),
  overridden: z.boolean(),
  /** Null if the answer would be too long. Then ask for this tag separately. */
  trees: WhyTrees.nullable(),
});
export type WhyTag = z.output<typeof WhyTag>;

export const Why = z.object({
  customer: z.number().int(),
  tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor }),
  asOf: InstantText,
  /** The answer of the rule for the customer's data at `asOf`, with the override applied. */
  has: z.boolean(),
  value: z.string().nullable(),
  /** The answer of the rule alone. */
  ruled: z.object({ has: z.boolean(), value: z.string().nullable() }),
  /** The override in force. */
  override: OverrideShape.nullable(),
  /** For a static tag: the latest assignment or removal. */
  assignment: AssignmentShape.nullable(),
  /** The stored membership. It differs from `has` only until the next evaluation. */
  member: z.boolean(),
  since: InstantText.nullable(),
  author: Author.nullable(),
  sentence: Text,
  /** One tree for a rule or metric tag; one per value for a tiered tag; none for a static tag. */
  trees: WhyTrees,
  /** The tags that the trees use, directly or through other tags, nearest first. Complete if no `trees` is null and every `omitted` is 0. */
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
  summary: { zh: "客户有或没有某个标签的原因", en: "Why a customer has a tag or does not have it" },
  params: CustomerParams.extend({ tag: z.string().min(1).max(200) }),
  query: z.object({ asOf: AsOf }),
  response: Why,
});
