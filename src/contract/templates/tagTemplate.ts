import { z } from "zod";
import { Text } from "../common.ts";
import { operation } from "../define.ts";
import { RulePreview } from "../publishing/rule.ts";
import { CatalogueType } from "../shapes/fieldType.ts";
import { Sensitivity, TagColor, TagKind } from "../shapes/tag.ts";

/** The kinds of information that a tag can stand on, in the order of the gallery. */
export const TEMPLATE_SUBJECTS = [
  "profile",
  "purchases",
  "interests",
  "value",
  "satisfaction",
  "interactions",
  "loyalty",
  "predictions",
  "groups",
  "conversation",
] as const;
export const TemplateSubject = z.enum(TEMPLATE_SUBJECTS);
export type TemplateSubject = z.output<typeof TemplateSubject>;

/** A value that a person may set before a tag is made of the template. */
export const TemplateParameter = z.object({
  key: z.string(),
  kind: z.enum(["number", "days", "percent", "text", "words"]),
  name: Text,
  unit: Text.nullable(),
  /** Numbers, days and percent as decimal text; words as a list. */
  value: z.union([z.string(), z.array(z.string())]),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
});
export type TemplateParameter = z.output<typeof TemplateParameter>;

export const TemplateField = z.object({
  key: z.string(),
  kind: z.enum(["event", "property", "attribute"]),
  /** The event of a property, by code; null for the others. */
  event: z.string().nullable(),
  type: CatalogueType.nullable(),
  /** The code that the template asks for, and the one that is used. */
  wanted: z.string(),
  used: z.string(),
  name: Text,
  /** `ready`: it has values. `empty`: in the catalogue, nothing has come yet. `mistyped`: it has another type. `missing`: not there. */
  state: z.enum(["ready", "empty", "mistyped", "missing"]),
});
export type TemplateField = z.output<typeof TemplateField>;

/** One message of the API that brings what is missing. */
export const TemplateSending = z.object({ path: z.string(), body: z.record(z.string(), z.unknown()) });
export type TemplateSending = z.output<typeof TemplateSending>;

export const Template = z.object({
  code: z.string(),
  subject: TemplateSubject,
  kind: TagKind,
  name: Text,
  summary: Text,
  criteria: Text,
  group: Text,
  color: TagColor,
  sensitivity: Sensitivity,
  parameters: z.array(TemplateParameter),
  fields: z.array(TemplateField),
  /** Every field has values. */
  ready: z.boolean(),
  /** For what is not ready; empty if everything is. */
  sending: z.array(TemplateSending),
});
export type Template = z.output<typeof Template>;

export const TemplatePreview = z.object({
  template: Template,
  /** The tag as in tags.yaml, for `createTag`, in the language of the caller. */
  definition: z.record(z.string(), z.unknown()),
  /** Null while a field is missing or mistyped: `template.sending` says what to do. For a metric: customers who have a value. */
  preview: RulePreview.pick({ asOf: true, customers: true, count: true, values: true, sentence: true }).nullable(),
});
export type TemplatePreview = z.output<typeof TemplatePreview>;

export const listTemplates = operation({
  id: "listTemplates",
  method: "GET",
  path: "/tag-templates",
  room: "templates",
  permission: "tag.read",
  status: 200,
  summary: {
    zh: "标签模板：口径、参数、需要的属性和行为，以及哪些还没有数据",
    en: "Templates of tags: criteria, parameters, the fields they need and which of them have no data yet",
  },
  response: z.object({ items: z.array(Template) }),
});

export const previewTemplate = operation({
  id: "previewTemplate",
  method: "POST",
  path: "/tag-templates/:template/preview",
  room: "templates",
  permission: "tag.edit",
  status: 200,
  summary: {
    zh: "按参数填好标签模板：得到的定义、人数、缺少的数据",
    en: "Fill in a template: the definition, how many customers would have it, what is missing",
  },
  params: z.object({ template: z.string().min(1).max(200).meta({ description: "Code or name" }) }),
  body: z
    .object({
      values: z
        .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
        .default({})
        .meta({ description: "Parameters by key; those not given keep their defaults" }),
      fields: z
        .record(z.string(), z.string())
        .default({})
        .meta({ description: "Fields of one's own by key: codes or names of the catalogue" }),
    })
    .strict(),
  response: TemplatePreview,
});
