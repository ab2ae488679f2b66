import type { TemplateField, TemplateSending } from "../contract/index.ts";
import type { TagTemplate } from "./template.ts";

const CUSTOMER = { identities: { phone: "13900001111" } };

/** How to send what is not there yet: one message of the API for each event and one for the attributes. */
export function sendingOf(template: TagTemplate, fields: readonly TemplateField[]): TemplateSending[] {
  const lacking = fields.filter(({ state }) => state !== "ready");
  const events = new Set(lacking.flatMap(({ kind, used, event }) => (kind === "event" ? [used] : event === null ? [] : [event])));
  const attributes = lacking.filter(({ kind }) => kind === "attribute");
  return [
    ...[...events].map((code) => ({
      path: "/api/events",
      body: {
        events: [
          {
            id: "1001",
            event: code,
            ...CUSTOMER,
            time: "2026-01-15T10:00:00+08:00",
            properties: propertiesOf(
              template,
              fields.filter(({ event }) => event === code),
            ),
          },
        ],
      },
    })),
    ...(attributes.length === 0
      ? []
      : [
          {
            path: "/api/customers",
            body: {
              customers: [
                { ...CUSTOMER, attributes: Object.fromEntries(attributes.map((field) => [field.used, exampleOf(template, field)])) },
              ],
            },
          },
        ]),
  ];
}

/** `products[].sku` is a member of a list of objects. */
function propertiesOf(template: TagTemplate, fields: readonly TemplateField[]): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const field of fields) {
    const [list, member] = field.used.split("[].");
    const example = exampleOf(template, field);
    if (member === undefined) properties[field.used] = example;
    else properties[list!] = [{ ...(properties[list!] as Record<string, unknown>[] | undefined)?.[0], [member]: example }];
  }
  return properties;
}

function exampleOf(template: TagTemplate, { key }: TemplateField): unknown {
  const field = template.fields[key]!;
  return field.kind === "event" ? null : field.example;
}
