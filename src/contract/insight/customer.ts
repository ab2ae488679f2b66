import { z } from "zod";
import { Cursor, InstantText, Limit, MembersAt, Text, page } from "../common.ts";
import { operation } from "../define.ts";
import { CustomerParams } from "../shapes/customer.ts";
import { CatalogueType } from "../shapes/fieldType.ts";
import { AssignmentShape, OverrideShape } from "../shapes/override.ts";
import { Author, TagColor, TagKind } from "../shapes/tag.ts";
import { ShownIdentity, ShownText, ShownValue } from "../shown.ts";

export const TagOnCustomer = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  color: TagColor,
  /** Names of the groups from the root down. */
  group: z.array(Text),
  /** The tier, or the metric's value; null otherwise. */
  value: z.string().nullable(),
  unit: z.string().nullable(),
  author: Author,
  since: InstantText.nullable(),
  /** An override gives it to the customer. */
  overridden: z.boolean(),
  /** For a static tag: the reason and the end of the assignment, if set. */
  assignment: AssignmentShape.nullable(),
});
export type TagOnCustomer = z.output<typeof TagOnCustomer>;

export const CustomerSummary = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  tags: z.array(TagOnCustomer.pick({ code: true, name: true, kind: true, color: true, value: true, author: true, overridden: true })),
  attributes: z.record(z.string(), ShownValue),
  lastSeen: InstantText.nullable(),
});
export type CustomerSummary = z.output<typeof CustomerSummary>;

export const AttributeOnCustomer = z.object({
  code: z.string(),
  name: Text,
  type: CatalogueType,
  value: ShownValue,
  at: InstantText,
  sensitivity: z.string(),
});

/** An override of one customer. */
export const OverrideOfCustomer = OverrideShape.extend({ tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor }) });
export type OverrideOfCustomer = z.output<typeof OverrideOfCustomer>;

export const CustomerDetail = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  attributes: z.array(AttributeOnCustomer),
  tags: z.array(TagOnCustomer),
  /** The overrides in force, in and out. */
  overrides: z.array(OverrideOfCustomer),
  firstSeen: InstantText.nullable(),
  lastSeen: InstantText.nullable(),
  events: z.number().int(),
});
export type CustomerDetail = z.output<typeof CustomerDetail>;

/** A tag of one customer, without since when and by whom. */
export const CustomerTag = TagOnCustomer.omit({ author: true, since: true, assignment: true });
/** In the order of the tree, as of the newest evaluation that has ended. */
export const CustomerTags = z.object({ customer: z.number().int(), tags: z.array(CustomerTag) });
export type CustomerTags = z.output<typeof CustomerTags>;

export const listCustomers = operation({
  id: "listCustomers",
  method: "GET",
  path: "/customers",
  room: "insight",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户列表：按标签组合筛选、按姓名或身份搜索", en: "Customers, by a combination of tags and by name or identity" },
  query: z.object({
    where: z.string().max(10_000).optional().meta({ description: "Combination, e.g. 高价值客户 and not 近期沉默" }),
    q: z.string().max(200).optional().meta({ description: "Part of a name, or the beginning of an identity" }),
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
  room: "insight",
  permission: "customer.read",
  status: 200,
  summary: { zh: "一个客户：身份、属性、标签", en: "One customer: identities, attributes, tags" },
  params: CustomerParams,
  response: CustomerDetail,
});

export const readCustomerTags = operation({
  id: "readCustomerTags",
  method: "GET",
  path: "/customers/:customer/tags",
  room: "insight",
  permission: "customer.read",
  status: 200,
  summary: {
    zh: "一个客户当前的标签，适合程序频繁查询",
    en: "The tags that one customer has now; for programs that ask often",
  },
  params: CustomerParams,
  response: CustomerTags,
});
