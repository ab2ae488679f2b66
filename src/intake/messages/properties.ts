import type { IncomingValue } from "../../customers/index.ts";
import { isObject, type Fields } from "./read.ts";

export type Properties = Record<string, IncomingValue>;

const PAGE = ["url", "path", "referrer", "search", "title"] as const;
const CAMPAIGN: ReadonlyMap<string, string> = new Map([
  ["name", "campaign"],
  ["source", "utm_source"],
  ["medium", "utm_medium"],
  ["term", "utm_term"],
  ["content", "utm_content"],
]);

/** Which campaign brought the customer here, from the context, unless the properties say so themselves. */
export function withCampaign(properties: Properties, context: Fields): Properties {
  const { campaign } = context;
  if (!isObject(campaign)) return properties;
  const found: Properties = {};
  for (const [key, code] of CAMPAIGN) if (typeof campaign[key] === "string") found[code] = campaign[key];
  return { ...found, ...properties };
}

/** Which page it was, from the context, unless the properties say so themselves. */
export function withPage(properties: Properties, context: Fields): Properties {
  const { page } = context;
  if (!isObject(page)) return properties;
  const found: Properties = {};
  for (const key of PAGE) if (typeof page[key] === "string") found[key] = page[key];
  return { ...found, ...properties };
}
