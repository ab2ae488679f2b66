import { findAttribute, findEvent, findProperty, type Catalogue } from "../catalogue/index.ts";
import type { z } from "zod";
import type { CatalogueUse, TemplateField } from "../contract/index.ts";
import { nearest, problem } from "../kernel/index.ts";
import type { Field, TagTemplate } from "./template.ts";

/** What the catalogue holds, and how often it came. */
export interface Known {
  readonly catalogue: Catalogue;
  /** Codes of events and attributes with at least one value. */
  readonly seen: ReadonlySet<string>;
}

export function knownOf(catalogue: Catalogue, { events, attributes }: z.output<typeof CatalogueUse>): Known {
  const came = [...events.filter((one) => one.events > 0), ...attributes.filter((one) => one.customers > 0)];
  return { catalogue, seen: new Set(came.map(({ code }) => code)) };
}

/**
 * The fields of a template, as one's own catalogue has them.
 * @param chosen fields of one's own by key, by code or name
 * @throws TAG_TEMPLATE_FIELD for a key that the template does not have, and for a field that the catalogue does not have
 */
export function fieldsOf(
  template: TagTemplate,
  { catalogue, seen }: Known,
  chosen: Readonly<Record<string, string>> = {},
): TemplateField[] {
  const unknown = Object.keys(chosen).find((key) => !Object.hasOwn(template.fields, key));
  if (unknown !== undefined) throw missing(template, unknown, Object.keys(template.fields));
  const found = new Map<string, TemplateField>();
  for (const [key, field] of Object.entries(template.fields)) {
    found.set(key, fieldOf(key, field));
  }
  return [...found.values()];

  function fieldOf(key: string, field: Field): TemplateField {
    const asked = chosen[key];
    switch (field.kind) {
      case "event": {
        const stands = asked ?? [field.code, ...field.alike].find((code) => seen.has(code)) ?? field.code;
        const event = findEvent(catalogue, stands);
        if (asked !== undefined && !event) throw missing(template, asked, catalogue.events.keys());
        return shown(key, field, event, event ? (seen.has(event.code) ? "ready" : "empty") : "missing", null);
      }
      case "attribute": {
        const attribute = findAttribute(catalogue, asked ?? field.code);
        if (asked !== undefined && !attribute) throw missing(template, asked, catalogue.attributes.keys());
        const came = attribute && seen.has(attribute.code) ? "ready" : "empty";
        return shown(key, field, attribute, !attribute ? "missing" : attribute.type === field.type ? came : "mistyped", null);
      }
      case "property": {
        const { used, state } = found.get(field.of)!;
        const event = catalogue.events.get(used);
        // An event with one row for each product has no list of products.
        const stand = [asked ?? field.code, field.code.replace(/^.*\[\]\./u, "")];
        const property = stand.map((code) => event && findProperty(event, code)).find((one) => one !== undefined);
        if (asked !== undefined && event && property?.code !== findProperty(event, asked)?.code)
          throw missing(template, asked, event.properties.keys());
        return shown(key, field, property, !property ? "missing" : property.type === field.type ? state : "mistyped", used);
      }
    }
  }
}

function shown(
  key: string,
  field: Field,
  used: { readonly code: string; readonly name: TemplateField["name"] } | undefined,
  state: TemplateField["state"],
  event: string | null,
): TemplateField {
  return {
    key,
    kind: field.kind,
    event,
    type: field.kind === "event" ? null : field.type,
    wanted: field.code,
    used: used?.code ?? field.code,
    name: used?.name ?? { zh: field.code, en: field.code },
    state,
  };
}

function missing(template: TagTemplate, field: string, known: Iterable<string>) {
  return problem("TAG_TEMPLATE_FIELD", { template: template.code, field: field.slice(0, 100), suggestion: nearest(field, known) });
}
