import { z } from "zod";
import { InstantText, IssueShape, Text } from "../common.ts";
import { operation } from "../define.ts";
import { CatalogueType } from "../shapes/fieldType.ts";
import { Sensitivity } from "../shapes/tag.ts";
import { ShownText } from "../shown.ts";

/** Values that did not have the type of their property. They are kept as text beside it. */
export const ViolationCount = z.object({
  values: z.number().int(),
  /** One of the last; null to whoever may not see personal data. */
  example: ShownText.nullable(),
  lastAt: InstantText,
});

export const EventUse = z.object({
  code: z.string(),
  name: Text,
  /** A person has named it, or it is built in; false for what arrived and registered itself. */
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
  /** How many of the events looked at have it, from 0 to 1. */
  share: z.number(),
  /** The most frequent values among them; empty to whoever may not see personal data. */
  samples: z.array(ShownText),
  violations: ViolationCount.nullable(),
});
export type PropertyUse = z.output<typeof PropertyUse>;

export const CatalogueUse = z.object({
  events: z.array(EventUse),
  attributes: z.array(AttributeUse),
  /** Values under names that can be none (empty, over-long, with a line break): of attributes (null) they are left out, of events kept as text. */
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

/** What becomes of an attribute's values in another type. Counts are of values, each with the time it was stated for. */
export const TypePreview = z.object({
  attribute: z.string(),
  from: CatalogueType,
  to: CatalogueType,
  readable: z.number().int(),
  /** 无, -, N/A and the like: no value in the new type. */
  missing: z.number().int(),
  /** Kept aside: not lost, and read again when the type changes again. */
  unreadable: z.number().int(),
  /** How many customers have such values. */
  customers: z.number().int(),
  /** Values that were kept aside until now and become readable. */
  restored: z.number().int(),
  /** The most frequent of what cannot be read, each with a customer who has it; null to whoever may not see such values. */
  examples: z.array(z.object({ value: ShownText.nullable(), values: z.number().int(), customer: z.number().int() })),
  /** Tags whose rules name the attribute, with what would be wrong in them. */
  tags: z.array(z.object({ code: z.string(), name: Text, issues: z.array(IssueShape), wrong: z.boolean() })),
});
export type TypePreview = z.output<typeof TypePreview>;

/** One language is enough: the other then says the same. */
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
    zh: "数据字典的使用情况：条数、最近出现、未命名、类型不符",
    en: "How the catalogue is used: counts, last seen, unlabelled, values of other types",
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
  summary: { zh: "一个事件：属性、类型、样例、类型不符的值", en: "One event: its properties, types, samples, values of other types" },
  params: EventParams,
  response: EventDetail,
});

export const labelEvent = operation({
  id: "labelEvent",
  method: "PATCH",
  path: "/catalogue/events/:event",
  room: "customers",
  permission: "tag.edit",
  status: 200,
  summary: { zh: "给事件命名", en: "Name an event" },
  params: EventParams,
  body: z.object({ name: Label }).strict(),
  response: Ok,
});

export const changeProperty = operation({
  id: "changeProperty",
  method: "PATCH",
  path: "/catalogue/events/:event/properties/:property",
  room: "customers",
  permission: "tag.edit",
  status: 200,
  summary: { zh: "给事件的属性命名，改它的类型或敏感级别", en: "Name a property of an event, change its type or its sensitivity" },
  params: EventParams.extend({ property: z.string().min(1).max(300) }),
  body: z.object({ name: Label.optional(), type: CatalogueType.optional(), sensitivity: Sensitivity.optional() }).strict(),
  response: Ok,
});

export const changeAttribute = operation({
  id: "changeAttribute",
  method: "PATCH",
  path: "/catalogue/attributes/:attribute",
  room: "customers",
  permission: "tag.edit",
  status: 200,
  summary: { zh: "给客户属性命名，或改它的敏感级别或类型", en: "Name an attribute, or change its sensitivity or its type" },
  params: z.object({ attribute: z.string().min(1).max(200) }),
  body: z.object({ name: Label.optional(), sensitivity: Sensitivity.optional(), type: CatalogueType.optional() }).strict(),
  response: Ok,
});

export const previewAttributeType = operation({
  id: "previewAttributeType",
  method: "GET",
  path: "/catalogue/attributes/:attribute/type",
  room: "customers",
  permission: "tag.edit",
  status: 200,
  summary: {
    zh: "预览把客户属性改成另一种类型：多少值能读、哪些读不出、哪些标签的规则会出错",
    en: "What another type would make of an attribute: values read and not, and tags whose rules would be wrong",
  },
  params: z.object({ attribute: z.string().min(1).max(200) }),
  query: z.object({ type: CatalogueType }).strict(),
  response: TypePreview,
});
