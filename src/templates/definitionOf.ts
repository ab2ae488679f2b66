import type { TemplateField } from "../contract/index.ts";
import type { Lang, Text } from "../kernel/index.ts";
import type { TagTemplate } from "./template.ts";
import type { FilledValue } from "./valuesOf.ts";

type Filled = Parameters<TagTemplate["decides"]>[0];

/** What a template becomes with these fields and values: a tag as in tags.yaml, in one language. */
export function definitionOf(
  template: TagTemplate,
  fields: readonly TemplateField[],
  values: Readonly<Record<string, FilledValue>>,
  lang: Lang,
): Record<string, unknown> {
  const { name, kind, group, color, sensitivity, unit } = template;
  return {
    name,
    kind,
    group: group[lang],
    color,
    criteria: criteriaOf(template, fields, values)[lang],
    ...(sensitivity && { sensitivity }),
    ...(unit && { unit: unit[lang] }),
    ...template.decides(filledOf(fields, values), (zh, en) => (lang === "zh" ? zh : en)),
  };
}

/** The rule of the customers who have a value of a metric; null for the other kinds. */
export function countedOf(template: TagTemplate, fields: readonly TemplateField[], values: Readonly<Record<string, FilledValue>>) {
  return template.counted?.(filledOf(fields, values)) ?? null;
}

/** The criteria, with the names of one's own fields and the values. */
export function criteriaOf(
  { criteria }: TagTemplate,
  fields: readonly TemplateField[],
  values: Readonly<Record<string, FilledValue>>,
): Text {
  const said = (lang: Lang) =>
    criteria[lang].replaceAll(/\{(\w+)\}/gu, (_, key: string) => {
      const field = fields.find((one) => one.key === key);
      return field ? (lang === "zh" ? `「${field.name.zh}」` : `“${field.name.en}”`) : values[key]!.shown;
    });
  return { zh: said("zh"), en: said("en") };
}

function filledOf(fields: readonly TemplateField[], values: Readonly<Record<string, FilledValue>>): Filled {
  return Object.fromEntries([
    ...fields.map(({ key, used }) => [key, used]),
    ...Object.entries(values).map(([key, { written }]) => [key, written]),
  ]) as Filled;
}
