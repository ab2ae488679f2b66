import { codeFault } from "../../catalogue/index.ts";
import type { IncomingEvent } from "../../customers/index.ts";
import { cleanName } from "../../kernel/index.ts";
import { fault } from "../messages/issue.ts";
import { propertiesOf } from "../messages/properties.ts";
import { textAt, type Fields } from "../messages/read.ts";
import { identitiesAt, instantAt, unknownKeys, valuesAt, type Reading } from "./read.ts";

const KEYS = ["event", "identities", "time", "id", "properties"];

/**
 * Reads an EventMessage of the contract. Properties of any type are accepted. A value that does not fit its type is kept as text and
 * counted as a violation.
 */
export function readEventMessage(message: Fields, reading: Reading): IncomingEvent {
  const { issues } = reading;
  unknownKeys(message, KEYS, reading);
  const event = message["event"];
  if (typeof event !== "string") issues.push(fault(event === undefined ? "EVENT_MISSING" : "TEXT_EXPECTED", "event"));
  const name = typeof event === "string" ? cleanName(event) : "";
  const wrong = typeof event === "string" ? codeFault(name, "event") : undefined;
  if (wrong) issues.push(wrong);
  const before = issues.length;
  const identities = identitiesAt(message, reading);
  if (identities.length === 0 && issues.length === before) issues.push(fault("NO_IDENTITY", "identities"));
  const id = textAt(message, "id", issues);
  const properties = propertiesOf(valuesAt(message, "properties", reading), reading.warnings);
  const time = instantAt(message, "time", reading);
  const unwritten = message["time"] === undefined || message["time"] === null;
  return {
    event: name,
    identities,
    time,
    ...(unwritten && { stated: null }),
    ...(id !== undefined && { id }),
    properties,
  };
}
