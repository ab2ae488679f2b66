import { codeFault } from "../../catalogue/index.ts";
import type { Identity } from "../../contract/index.ts";
import { type IdentityFault, identityIssue, type Placeholders, readIdentity, USUAL_PLACEHOLDERS } from "../../identifiers/index.ts";
import { cleanName, FIRST_INSTANT, LAST_INSTANT, type Instant, type Issue } from "../../kernel/index.ts";
import { checked, type AppendInput } from "./messages.ts";
import { storedForm, type StoredMessages } from "./storedForm.ts";

/** The valid messages of a program that did not read them itself, and the reasons why the others are rejected. */
export interface ValidMessages extends StoredMessages {
  readonly rejections: readonly Rejection[];
}

export interface Rejection {
  readonly kind: "customer" | "event";
  /** Index in the input. */
  readonly at: number;
  readonly issue: Issue;
}

/**
 * Checks messages that no reader has read: those of a batch. Messages of requests are checked where they are read (tracking).
 * @param placeholders ids that identify nobody in this workspace
 */
export function validateMessages(
  { customers = [], events = [], sender = "" }: Omit<AppendInput, "batch">,
  placeholders: Placeholders = USUAL_PLACEHOLDERS,
): ValidMessages {
  const rejections: Rejection[] = [];
  const faultOf = nameFaults();
  const validCustomers = customers.flatMap((customer, at) => {
    const path = `customers[${at}]`;
    const { identities, faults } = usable(customer.identities, placeholders);
    const issue = identities.length === 0 ? nobody(path, faults) : timeFault(customer.at, `${path}.at`);
    if (issue) rejections.push({ kind: "customer", at, issue });
    return issue ? [] : [checked({ ...customer, identities })];
  });
  const validEvents = events.flatMap((incoming, at) => {
    const event = cleanName(incoming.event);
    const path = `events[${at}]`;
    const { identities, faults } = usable(incoming.identities, placeholders);
    const issue = faultOf(event, path) ?? (identities.length === 0 ? nobody(path, faults) : timeFault(incoming.time, `${path}.time`));
    if (issue) rejections.push({ kind: "event", at, issue });
    return issue ? [] : [checked({ ...incoming, event, identities })];
  });
  return { ...storedForm({ customers: validCustomers, events: validEvents, sender }), rejections };
}

function usable(
  candidates: readonly Identity[],
  placeholders: Placeholders,
): { readonly identities: Identity[]; readonly faults: readonly IdentityFault[] } {
  const identities: Identity[] = [];
  const faults: IdentityFault[] = [];
  for (const identity of candidates) {
    const read = readIdentity(identity, placeholders);
    if (typeof read === "string") faults.push(read);
    else identities.push(read);
  }
  return { identities, faults };
}

/** Why a message has no usable identity: the fault of the first identity that is not empty. */
function nobody(path: string, faults: readonly IdentityFault[]): Issue {
  const found = faults.find((fault) => fault !== "empty");
  if (found) return { ...identityIssue(found, `${path}.identities`), code: "NO_IDENTITY" };
  return {
    code: "NO_IDENTITY",
    path: `${path}.identities`,
    zh: "没有可用的身份（为空、占位符，或不是有效的手机号、邮箱）",
    en: "no usable identity: empty, a placeholder, or no valid phone number or e-mail address",
  };
}

function timeFault(time: Instant, path: string): Issue | undefined {
  if (Number.isSafeInteger(time) && time >= FIRST_INSTANT && time <= LAST_INSTANT) return undefined;
  return { code: "TIME_RANGE", path, zh: "时间不在 1900 至 2299 年之间", en: "the time is not between the years 1900 and 2299" };
}

/** Checks event names. Names repeat in a batch, so each is checked once. */
function nameFaults(): (event: string, path: string) => Issue | undefined {
  const valid = new Set<string>();
  return (event, path) => {
    if (valid.has(event)) return undefined;
    const fault = codeFault(event, `${path}.event`);
    if (!fault) valid.add(event);
    return fault;
  };
}
