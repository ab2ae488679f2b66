import { z } from "zod";
import { customerSegmentEntered } from "./customerSegmentEntered.ts";
import { customerSegmentLeft } from "./customerSegmentLeft.ts";
import { customerTagChanged } from "./customerTagChanged.ts";
import { customerTagEntered } from "./customerTagEntered.ts";
import { customerTagLeft } from "./customerTagLeft.ts";
import type { WebhookSubject } from "../webhookSubjects/index.ts";
import type { WebhookBody, WebhookType } from "./define.ts";

export { webhookBody, type WebhookBody, type WebhookType } from "./define.ts";

const TYPES = [customerTagEntered, customerTagLeft, customerTagChanged, customerSegmentEntered, customerSegmentLeft] as const;

/** The names of all types. For a new type: add a file to this folder and list it in TYPES. */
export const WebhookTypeName = z.enum(TYPES.map(({ type }) => type));
export type WebhookTypeName = z.output<typeof WebhookTypeName>;

/** Every type of message that webhooks send, in the order in which people see them. */
export const WEBHOOK_TYPES: readonly WebhookType<WebhookTypeName>[] = TYPES;

export function webhookTypeOf(name: WebhookTypeName): WebhookType<WebhookTypeName> {
  return WEBHOOK_TYPES.find(({ type }) => type === name)!;
}

/** The types that a webhook which watches this can receive. */
export function webhookTypesOf(subject: WebhookSubject): WebhookTypeName[] {
  return WEBHOOK_TYPES.filter((each) => each.subject === subject).map(({ type }) => type);
}

const EXAMPLE = {
  test: false,
  timestamp: "2026-01-05T08:00:00.000Z",
  workspace: "main",
  webhook: { id: "01kdz4c8g0v7m3q9t2x5a6b", name: "crm" },
  sequence: 4711,
  part: 1,
  parts: 1,
};

/** A whole message of a type, as the documentation shows it. */
export function webhookExample({ type, version, example }: WebhookType): WebhookBody {
  const { timestamp, ...rest } = EXAMPLE;
  return { type, version, timestamp, ...rest, data: example };
}
