import type { Verb } from "../../engine/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { closeBatch, openBatch } from "../batches.ts";
import type { AppendInput, Appended } from "./messages.ts";
import { validateMessages } from "./validateMessages.ts";
import { writeMessages } from "./writeMessages.ts";

const MAX_ISSUES = 100;

/**
 * Adds attributes and events of customers. Messages that cannot be read are left out and reported. Values and events that are stored
 * already are dropped, so the same batch twice adds nothing. Made for batches of up to about 50,000 messages; several calls may run at
 * once.
 * @throws CATALOGUE_FULL
 */
export async function appendBatch({ ctx, input }: Verb<AppendInput>): Promise<Appended> {
  requirePermission(ctx, "data.send");
  const batch = input.batch ?? (await openBatch(ctx, "messages"));
  const valid = validateMessages(input, await readPlaceholders(ctx));
  const { resolved, values, valuesAdded, eventsAdded, violations, rows } = await writeMessages(ctx, valid, batch);
  // A batch that the caller opened may have other rows too.
  await closeBatch(ctx, batch, input.batch === undefined ? rows : null);
  const added = { events: sum(eventsAdded), values: sum(valuesAdded) };
  return {
    batch,
    customersCreated: resolved.created,
    identitiesAdded: resolved.attached,
    eventsAdded: added.events,
    attributesAdded: added.values,
    repeated: eventsAdded.length - added.events + sum(values) - added.values,
    rejected: valid.rejections.length,
    issues: valid.rejections.slice(0, MAX_ISSUES).map(({ issue }) => issue),
    violations: violations.list(),
    conflicts: resolved.conflicts,
    conflictSamples: resolved.conflictSamples,
  };
}

function sum(numbers: Uint32Array | Uint8Array): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
