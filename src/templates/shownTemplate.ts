import type { Template, TemplateField } from "../contract/index.ts";
import { criteriaOf } from "./definitionOf.ts";
import { sendingOf } from "./sendingOf.ts";
import type { TagTemplate } from "./template.ts";
import type { FilledValue } from "./valuesOf.ts";

/** A template as the API shows it, with one's own fields and the values that are set. */
export function shownTemplate(
  template: TagTemplate,
  fields: readonly TemplateField[],
  values: Readonly<Record<string, FilledValue>>,
): Template {
  const { code, subject, kind, name, summary, group, color, sensitivity = "ordinary", parameters } = template;
  return {
    code,
    subject,
    kind,
    name,
    summary,
    criteria: criteriaOf(template, fields, values),
    group,
    color,
    sensitivity,
    parameters: Object.entries(parameters).map(([key, parameter]) => {
      const bounds = "minimum" in parameter ? parameter : { minimum: null, maximum: null, unit: null };
      const { shown, written } = values[key]!;
      return {
        key,
        kind: parameter.kind,
        name: parameter.name,
        unit: bounds.unit,
        value: parameter.kind === "words" ? [...written] : shown,
        minimum: bounds.minimum,
        maximum: bounds.maximum,
      };
    }),
    fields: [...fields],
    ready: fields.every(({ state }) => state === "ready"),
    sending: sendingOf(template, fields),
  };
}
