import * as access from "./access.ts";
import * as backtest from "./backtest.ts";
import * as mergeLimits from "./mergeLimits.ts";
import * as catalogue from "./catalogue.ts";
import * as customers from "./customers.ts";
import * as files from "./files.ts";
import * as history from "./history.ts";
import * as identity from "./identity.ts";
import * as intake from "./intake.ts";
import * as jobs from "./jobs.ts";
import * as live from "./live.ts";
import * as overview from "./overview.ts";
import * as overrides from "./overrides.ts";
import * as placeholders from "./placeholders.ts";
import * as planOf from "./planOf.ts";
import * as preview from "./preview.ts";
import * as products from "./products.ts";
import * as segments from "./segments.ts";
import * as sending from "./sending.ts";
import * as sources from "./sources.ts";
import * as tags from "./tags.ts";
import * as webhooks from "./webhooks.ts";
import type { Operation } from "./operation.ts";

export * from "./access.ts";
export * from "./backtest.ts";
export * from "./mergeLimits.ts";
export * from "./columns.ts";
export * from "./catalogue.ts";
export * from "./common.ts";
export * from "./cursor.ts";
export * from "./customers.ts";
export * from "./files.ts";
export * from "./history.ts";
export * from "./identity.ts";
export * from "./placeholders.ts";
export * from "./intake.ts";
export * from "./issues.ts";
export * from "./jobs.ts";
export * from "./live.ts";
export * from "./operation.ts";
export * from "./overview.ts";
export * from "./permissions.ts";
export * from "./overrides.ts";
export * from "./planOf.ts";
export * from "./preview.ts";
export * from "./products.ts";
export * from "./segments.ts";
export * from "./sending.ts";
export * from "./shown.ts";
export * from "./sources.ts";
export * from "./tags.ts";
export * from "./webhookTypes/index.ts";
export * from "./webhooks.ts";

function operationsOf(module: object): Operation[] {
  return Object.values(module).filter(
    (value): value is Operation => typeof value === "object" && value !== null && "method" in value && "path" in value,
  );
}

/** Every operation of the API, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  access,
  overview,
  catalogue,
  tags,
  overrides,
  customers,
  history,
  identity,
  mergeLimits,
  placeholders,
  planOf,
  preview,
  backtest,
  segments,
  intake,
  products,
  sending,
  files,
  jobs,
  live,
  webhooks,
  sources,
].flatMap(operationsOf);
