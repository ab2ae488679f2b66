import { z } from "zod";
import { AsOf, Cursor, CustomerRef, InstantText, Limit, MembersAt, Text, page } from "./common.ts";
import { operation } from "./define.ts";
import { ExportShape } from "./files.ts";
import { AssignmentShape, OverrideOfCustomer, OverrideShape } from "./overrides.ts";
import { ShownIdentity, ShownText, ShownValue, ShownWords } from "./shown.ts";
import { Source, TagColor, TagKind } from "./tags.ts";

export const TagOnCustomer = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  color: TagColor,
  group: z.array(z.string()),
  /** The tier, or the metric's value; null otherwise. */
  value: z.string().nullable(),
  unit: z.string().nullable(),
  source: Source,
  since: InstantText.nullable(),
  /** A person holds it there. */
  overridden: z.boolean(),
  /** Of a static tag: why it was put on and until when, where that was said. */
  assignment: AssignmentShape.nullable(),
});
export type TagOnCustomer = z.output<typeof TagOnCustomer>;

export const CustomerSummary = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  tags: z.array(TagOnCustomer.pick({ code: true, name: true, kind: true, color: true, value: true, source: true, overridden: true })),
  attributes: z.record(z.string(), ShownValue),
  lastSeen: InstantText.nullable(),
});
export type CustomerSummary = z.output<typeof CustomerSummary>;

export const AttributeOnCustomer = z.object({
  code: z.string(),
  name: Text,
  type: z.string(),
  value: ShownValue,
  at: InstantText,
  sensitivity: z.string(),
});

export const CustomerDetail = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  attributes: z.array(AttributeOnCustomer),
  tags: z.array(TagOnCustomer),
  /** The overrides that hold, in and out. */
  overrides: z.array(OverrideOfCustomer),
  firstSeen: InstantText.nullable(),
  lastSeen: InstantText.nullable(),
  events: z.number().int(),
});
export type CustomerDetail = z.output<typeof CustomerDetail>;

export const EventOnCustomer = z.object({
  id: z.string(),
  event: z.string(),
  name: Text,
  time: InstantText,
  properties: z.record(z.string(), z.union([ShownValue, z.array(z.record(z.string(), ShownText.nullable()))])),
  /** Where the sender's clock was off: the time as it was written, and received − sent. `time` is another where it was corrected. */
  clock: z.object({ stated: InstantText, skewSeconds: z.number() }).optional(),
});
export type EventOnCustomer = z.output<typeof EventOnCustomer>;

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
  source: Source.nullable(),
  sentence: Text,
  /** One tree for a rule or metric tag; one per value for a tiered tag; none for a static tag. */
  trees: WhyTrees,
  /** The tags that the trees name, and those that these name, nearest first. Nothing is left out where no `trees` is null and no `omitted` above 0. */
  tags: z.array(WhyTag),
});
export type Why = z.output<typeof Why>;

const Params = z.object({ customer: CustomerRef });

export const listCustomers = operation({
  id: "listCustomers",
  method: "GET",
  path: "/customers",
  room: "customers",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户列表：按标签组合筛选、按姓名或身份搜索", en: "Customers, by a combination of tags and by name or identity" },
  query: z.object({
    where: z.string().max(10_000).optional().meta({ description: "Combination, e.g. 高价值客户 and not 近期沉默" }),
    q: z.string().max(200).optional().meta({ description: "Part of a name, or an identity (whole or its beginning)" }),
    membersAt: MembersAt,
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(CustomerSummary),
});
export const readCustomer = operation({
  id: "readCustomer",
  method: "GET",
  path: "/customers/:customer",
  room: "customers",
  permission: "customer.read",
  status: 200,
  summary: { zh: "一个客户：身份、属性、标签", en: "One customer: identities, attributes, tags" },
  params: Params,
  response: CustomerDetail,
});
export const listCustomerEvents = operation({
  id: "listCustomerEvents",
  method: "GET",
  path: "/customers/:customer/events",
  room: "customers",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的时间线，新的在前", en: "A customer's timeline, newest first" },
  params: Params,
  query: z.object({ event: z.string().max(200).optional(), cursor: Cursor, limit: Limit }),
  response: page(EventOnCustomer),
});
export const explainTag = operation({
  id: "explainTag",
  method: "GET",
  path: "/customers/:customer/why/:tag",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "为什么有、为什么没有这个标签", en: "Why a customer has a tag, or has not" },
  params: Params.extend({ tag: z.string().min(1).max(200) }),
  query: z.object({ asOf: AsOf }),
  response: Why,
});
export const countCustomers = operation({
  id: "countCustomers",
  method: "POST",
  path: "/count",
  room: "segments",
  permission: "customer.read",
  status: 200,
  summary: { zh: "标签组合的人数", en: "How many customers a combination selects" },
  query: z.object({ asOf: AsOf, membersAt: MembersAt }),
  body: z.object({ where: z.string().min(1).max(10_000) }).strict(),
  response: z.object({ count: z.number().int(), customers: z.number().int(), asOf: InstantText, sentence: Text }),
});
export const exportCustomers = operation({
  id: "exportCustomers",
  method: "GET",
  path: "/export",
  room: "segments",
  permission: "data.export",
  status: 200,
  summary: { zh: "导出客户名单（Excel、CSV、Parquet、JSON 行）", en: "Export customers as Excel, CSV, Parquet or JSON lines (a stream)" },
  query: z.object(ExportShape),
  response: z.any(),
});
