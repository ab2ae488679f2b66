import type { Catalogue, FieldType } from "../../src/catalogue/index.ts";
import type { IncomingEvent } from "../../src/customers/index.ts";
import { parseDecimal, parseInstant, readDay } from "../../src/kernel/index.ts";
import type { CustomerFacts, FactEvent, Seen } from "../../src/rules/index.ts";
import type { FixtureCustomer, FixtureEvent } from "./fixture.ts";

const ZONE = "Asia/Shanghai";

/** A fixture's customer as the interpreter reads one; what is late is there as well. */
export function factsOf({ events = [], late = [], attributes = [] }: FixtureCustomer, catalogue: Catalogue): CustomerFacts {
  return {
    events: [...events, ...late].map((one) => factOf(one, catalogue)),
    attributes: attributes.flatMap(({ attributes: values, at }) =>
      Object.entries(values).map(([attribute, value]) => ({
        attribute,
        at,
        value: value === null ? undefined : seen(value, catalogue.attributes.get(attribute)!.type),
      })),
    ),
  };
}

function factOf({ event, time, properties }: FixtureEvent, catalogue: Catalogue): FactEvent {
  const known = catalogue.events.get(event)!.properties;
  const facts: Record<string, Seen | (Seen | undefined)[] | undefined> = {};
  for (const [code, { type }] of known) {
    const list = /^(.+)\[\]\.(.+)$/.exec(code);
    if (!list) facts[code] = seen(properties[code], type);
    else {
      const objects = (properties[list[1]!] ?? []) as readonly Record<string, IncomingEvent["properties"][string]>[];
      facts[code] = objects.map((object) => seen(object[list[2]!], type));
    }
  }
  return { event, time, properties: facts };
}

function seen(value: unknown, type: FieldType): Seen | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  switch (type) {
    case "number":
      return parseDecimal(String(value));
    case "date":
      return readDay(String(value), ZONE);
    case "time":
      return parseInstant(String(value), ZONE);
    case "boolean":
      return Boolean(value);
    case "text":
    case "list":
      return value as Seen;
  }
}
