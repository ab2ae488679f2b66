import { codeFault } from "../../catalogue/index.ts";
import type { Identity } from "../../contract/index.ts";
import { type IdentityFault, identityIssue, type Placeholders, readIdentity, USUAL_PLACEHOLDERS } from "../../identifiers/index.ts";
import { cleanName, FIRST_INSTANT, LAST_INSTANT, type Instant, type Issue } from "../../kernel/index.ts";
import { cleanValues } from "./clean.ts";
import type { ValidEvent } from "./eventRows.ts";
import type { AppendInput, IncomingCustomer, IncomingEvent } from "./messages.ts";
import { contentDigest, contentNumbering, namedEventId } from "./sameness.ts";

/** The valid messages, with normalised identities, and the reasons why the others are rejected. */
export interface ValidMessages {
  readonly customers: readonly IncomingCustomer[];
  readonly events: readonly ValidEvent[];
  /** The index of each valid message in the input. */
  readonly customerAt: readonly number[];
  readonly eventAt: readonly number[];
  readonly rejections: readonly Rejection[];
}

export interface Rejection {
  readonly kind: "customer" | "event";
  /** Index in the input. */
  readonly at: number;
  readonly issue: Issue;
}

/** @param placeholders ids that identify nobody in this workspace */
export function validateMessages(
  { customers = [], events = [], sender = "" }: Omit<AppendInput, "batch">,
  placeholders: Placeholders = USUAL_PLACEHOLDERS,
): ValidMessages {
  const rejections: Rejection[] = [];
  const faultOf = nameFaults();
  const digestOf = contentDigest();
  const numberOf = contentNumbering(digestOf);

  const validCustomers: IncomingCustomer[] = [];
  const customerAt: number[] = [];
  for (const [at, customer] of customers.entries()) {
    const path = `customers[${at}]`;
    const { identities, faults } = usable(customer.identities, placeholders);
    const issue = identities.length === 0 ? nobody(path, faults) : timeFault(customer.at, `${path}.at`);
    if (issue) rejections.push({ kind: "customer", at, issue });
    else {
      validCustomers.push({ ...customer, identities, attributes: cleanValues(customer.attributes) });
      customerAt.push(at);
    }
  }

  const validEvents: ValidEvent[] = [];
  const eventAt: number[] = [];
  for (const [at, incoming] of events.entries()) {
    const { identities: candidates, time, id } = incoming;
    const event = cleanName(incoming.event);
    const path = `events[${at}]`;
    const { identities, faults } = usable(candidates, placeholders);
    const issue = faultOf(event, path) ?? (identities.length === 0 ? nobody(path, faults) : timeFault(time, `${path}.time`));
    if (issue) rejections.push({ kind: "event", at, issue });
    else {
      const properties = cleanValues(incoming.properties);
      const checked = { event, identities, time, properties, ...clockOf(incoming) };
      if (id === undefined || id === "") validEvents.push({ ...checked, number: numberOf(event, identities, time, properties) });
      else {
        const { stated = time } = incoming;
        // Digests of messages are even, those of files are odd.
        const content = (BigInt.asUintN(63, BigInt(`0x${digestOf(event, identities, stated, properties)}`)) * 2n).toString();
        validEvents.push({ ...checked, number: namedEventId(event, id), named: { sender, id, content } });
      }
      eventAt.push(at);
    }
  }
  return { customers: validCustomers, events: validEvents, customerAt, eventAt, rejections };
}

function clockOf({ time, stated, skew }: IncomingEvent): Pick<ValidEvent, "clock"> {
  return skew === undefined || stated === undefined || stated === null ? {} : { clock: { moved: time - stated, skew } };
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
