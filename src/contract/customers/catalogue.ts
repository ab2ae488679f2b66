import { z } from "zod";
import { InstantText, IssueShape, Text } from "../common.ts";
import { operation } from "../define.ts";
import { CatalogueType } from "../shapes/fieldType.ts";
import { Sensitivity } from "../shapes/tag.ts";
import { ShownText } from "../shown.ts";

/** Values that do not fit the type. They are kept as text. */
export const ViolationCount = z.object({
  values: z.number().int(),
  /** A recent one; null if the caller may not see personal data. */
  example: ShownText.nullable(),
  lastAt: InstantText,
});

export const EventUse = z.object({
  code: z.string(),
  name: Text,
  /** True if a person named it or it is built in. False if it was registered automatically when data arrived. */
  labelled: z.boolean(),
  events: z.number().int(),
  lastSeen: InstantText.nullable(),
  properties: z.number().int(),
  violations: z.number().int(),
});
export type EventUse = z.output<typeof EventUse>;

export const AttributeUse = z.object({
  code: z.string(),
  name: Text,
  type: CatalogueType,
  sensitivity: Sensitivity,
  labelled: z.boolean(),
  customers: z.number().int(),
  violations: ViolationCount.nullable(),
});
export type AttributeUse = z.output<typeof AttributeUse>;

export const PropertyUse = z.object({
  code: z.string(),
  name: Text,
  type: CatalogueType,
  sensitivity: Sensitivity,
  /** The share of the sampled events that have it, from 0 to 1. */
  share: z.number(),
  /** The most frequent values in the sample; empty if the caller may not see personal data. */
  samples: z.array(ShownText),
  violations: ViolationCount.nullable(),
});
export type PropertyUse = z.output<typeof PropertyUse>;

export const CatalogueUse = z.object({
  events: z.array(EventUse),
  attributes: z.array(AttributeUse),
  /** Values under invalid names (empty, too long, with a line break). Attributes (`event` null) are dropped, properties are kept as text. */
  unnamed: z.array(ViolationCount.extend({ event: z.string().nullable() })),
});

export const EventDetail = z.object({
  code: z.string(),
  name: Text,
  labelled: z.boolean(),
  events: z.number().int(),
  firstSeen: InstantText.nullable(),
  lastSeen: InstantText.nullable(),
  properties: z.array(PropertyUse),
});
export type EventDetail = z.output<typeof EventDetail>;

/** The effect of another type on an attribute. It counts values, earlier values of a customer included. */
export const TypePreview = z.object({
  attribute: z.string(),
  from: CatalogueType,
  to: CatalogueType,
  readable: z.number().int(),
  /** 无, -, N/A and similar texts. They become no value in the new type. */
  missing: z.number().int(),
  /** Values that do not fit the new type. They are kept and read again when the type changes again. */
  unreadable: z.number().int(),
  /** How many customers have unreadable values. */
  customers: z.number().int(),
  /** Values that did not fit the present type and fit the new one. */
  restored: z.number().int(),
  /** The most frequent unreadable values, each with a customer who has it. `value` is null if the caller may not see it. */
  examples: z.array(z.object({ value: ShownText.nullable(), values: z.number().int(), customer: z.number().int() })),
  /** Tags whose rules use the attribute, with the issues that the new type would cause. */
  tags: z.array(z.object({ code: z.string(), name: Text, issues: z.array(IssueShape), wrong: z.boolean() })),
});
export type TypePreview = z.output<typeof TypePreview>;

/** One language is enough. The other then gets the same text. */
const Label = z
  .object({ zh: z.string().trim().min(1).max(100).optional(), en: z.string().trim().min(1).max(100).optional() })
  .strict()
  .refine(({ zh, en }) => zh !== undefined || en !== undefined, "zh or en");

const EventParams = z.object({ event: z.string().min(1).max(200) });

const Ok = z.object({ ok: z.literal(true) });

export const readCatalogueUse = operation({
  id: "readCatalogueUse",
  method: "GET",
  path: "/catalogue/use",
  room: "customers",
  permission: "tag.read",
  status: 200,
  summary: {
    zh: "数据字典的使用情况：数量、最近一次、未命名项、类型不符的值",
    en: "How the catalogue is used: counts, last seen, unlabelled entries, violations",
  },
  response: CatalogueUse,
});

export const readEventUse = operation({
  id: "readEventUse",
  method: "GET",
  path: "/catalogue/events/:event",
  room: "customers",
  permission: "tag.read",
  status: 200,
  summary: { zh: "一个行为：属性、类型、样例、类型不符的值", en: "One event: its properties, types, samples and violations" },
  params: EventParams,
  response: EventDetail,
});

export const labelEvent = operation({
  id: "labelEvent",
  method: "PATCH",
  path: "/catalogue/events/:event",
  room: "customers",
  permission: "catalogue.edit",
  status: 200,
  summary: { zh: "给行为命名", en: "Name an event" },
  params: EventParams,
  body: z.object({ name: Label }).strict(),
  response: Ok,
});

export const changeProperty = operation({
  id: "changeProperty",
  method: "PATCH",
  path: "/catalogue/events/:event/properties/:property",
  room: "customers",
  permission: "catalogue.edit",
  status: 200,
  summary: { zh: "给行为的属性命名，或修改其类型、敏感级别", en: "Name a property of an event, or change its type or sensitivity" },
  params: EventParams.extend({ property: z.string().min(1).max(300) }),
  body: z.object({ name: Label.optional(), type: CatalogueType.optional(), sensitivity: Sensitivity.optional() }).strict(),
  response: Ok,
});

export const changeAttribute = operation({
  id: "changeAttribute",
  method: "PATCH",
  path: "/catalogue/attributes/:attribute",
  room: "customers",
  permission: "catalogue.edit",
  status: 200,
  summary: { zh: "给客户属性命名，或修改其敏感级别、类型", en: "Name an attribute, or change its sensitivity or type" },
  params: z.object({ attribute: z.string().min(1).max(200) }),
  body: z.object({ name: Label.optional(), sensitivity: Sensitivity.optional(), type: CatalogueType.optional() }).strict(),
  response: Ok,
});

export const previewAttributeType = operation({
  id: "previewAttributeType",
  method: "GET",
  path: "/catalogue/attributes/:attribute/type",
  room: "customers",
  permission: "catalogue.edit",
  status: 200,
  summary: {
    zh: "预览：修改客户属性的类型后，多少值可用、哪些值不符、哪些标签的规则会出错",
    en: "Preview another type of an attribute: values that fit or not, and tags whose rules would have issues",
  },
  params: z.object({ attribute: z.string().min(1).max(200) }),
  query: z.object({ type: CatalogueType }).strict(),
  response: TypePreview,
});
