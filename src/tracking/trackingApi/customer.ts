import { codeFault, type Catalogue } from "../../catalogue/index.ts";
import { attributeFault, type IncomingCustomer } from "../../customers/index.ts";
import { fault } from "../messages/issue.ts";
import { cleanNames } from "../messages/names.ts";
import type { Fields } from "../messages/read.ts";
import { identitiesAt, instantAt, unknownKeys, valuesAt, type Reading } from "./read.ts";

const KEYS = ["identities", "attributes", "at"];

/**
 * Reads a CustomerMessage of the contract. With `identified`, the customer is already determined and no identity is required. Each
 * attribute that does not fit its type is an issue with the attribute's name.
 */
export function readCustomerMessage(message: Fields, catalogue: Catalogue, reading: Reading, identified = false): IncomingCustomer {
  const { issues } = reading;
  unknownKeys(message, KEYS, reading);
  const identities = identitiesAt(message, reading);
  if (!identified && identities.length === 0 && issues.length === 0) issues.push(fault("NO_IDENTITY", "identities"));
  const attributes = cleanNames(
    valuesAt(message, "attributes", reading),
    "attributes",
    issues,
    "refused",
  ) as IncomingCustomer["attributes"];
  for (const code in attributes) {
    const path = `attributes.${code.slice(0, 100).toWellFormed()}`;
    // cleanNames has already reported an impossible name.
    const wrong = codeFault(code, path)
      ? undefined
      : attributeFault(catalogue.attributes.get(code), attributes[code], reading.timezone, path);
    if (wrong) issues.push(wrong);
  }
  return { identities, attributes, at: instantAt(message, "at", reading) };
}
