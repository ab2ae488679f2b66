import type { MessageResult, MessageResults } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { findCustomers } from "../identity/index.ts";
import { rejectedResult, resultsOf } from "../intake/index.ts";
import { ERRORS, Problem, requirePermission, type Issue } from "../kernel/index.ts";
import { findTag, loadTags, type TagRecord, type TagSet } from "../tags/index.ts";
import { assignTag } from "./assign.ts";
import { tagsOfCustomers } from "./members.ts";

interface Wanted {
  readonly index: number;
  readonly customer: number;
  readonly tag: TagRecord;
  readonly has: boolean;
}

/**
 * Puts static tags on customers and takes them off, each named by an identity or number; a later message about the same customer and
 * tag goes before an earlier one. A wrong message does not hold up the others; repeating changes nothing.
 */
export async function changeMemberships({ ctx, input }: Verb<{ readonly memberships: readonly unknown[] }>): Promise<MessageResults> {
  requirePermission(ctx, "tag.assign");
  const set = await loadTags({ ctx });
  const read = input.memberships.map(readMembership);
  const refs = new Set(read.flatMap((message) => ("ref" in message ? [message.ref] : [])));
  const customers = await findCustomers({ ctx, input: [...refs] });
  const results: MessageResult[] = [];
  const wanted: Wanted[] = [];
  for (const [index, message] of read.entries()) {
    const issues = "issues" in message ? message.issues : [];
    const found = "ref" in message ? resolve(message, set, customers, issues) : undefined;
    if (found && issues.length === 0) wanted.push({ index, has: (message as Membership).has, ...found });
    else results[index] = rejectedResult(index, issues);
  }
  const before = new Set(
    (await tagsOfCustomers(ctx, [...new Set(wanted.map(({ customer }) => customer))])).map((row) => `${row.customer} ${row.tag}`),
  );
  for (const [tag, changes] of Map.groupBy(wanted, (change) => change.tag)) {
    const last = new Map(changes.map(({ customer, has }) => [customer, has]));
    const those = (has: boolean) => [...last].filter(([, wants]) => wants === has).map(([customer]) => customer);
    await assignTag({ ctx, input: { tag: tag.code, add: those(true), remove: those(false) } });
  }
  for (const { index, customer, tag, has } of wanted)
    results[index] = { index, status: "accepted", customer, fresh: before.has(`${customer} ${tag.id}`) !== has, issues: [] };
  return resultsOf(results);
}

interface Membership {
  readonly ref: string;
  readonly tag: string;
  readonly has: boolean;
  readonly issues: Issue[];
}

function readMembership(message: unknown): Membership | { readonly issues: Issue[] } {
  if (typeof message !== "object" || message === null || Array.isArray(message))
    return { issues: [{ code: "MESSAGE_SHAPE", path: "", zh: "应为 JSON 对象", en: "must be a JSON object" }] };
  const { customer, tag, has = true, ...others } = message as Record<string, unknown>;
  const issues: Issue[] = Object.keys(others).map((key) => ({
    code: "unknown_key",
    path: key.slice(0, 100).toWellFormed(),
    zh: "没有这个字段",
    en: "there is no such field",
  }));
  const ref = typeof customer === "number" ? String(customer) : customer;
  if (typeof ref !== "string" || ref.length > 600)
    issues.push({ code: "TEXT_EXPECTED", path: "customer", zh: "应为客户编号或身份", en: "must be a customer's number or an identity" });
  if (typeof tag !== "string" || tag.length > 200)
    issues.push({ code: "TEXT_EXPECTED", path: "tag", zh: "应为标签的编码或名称", en: "must be a tag's code or name" });
  if (typeof has !== "boolean")
    issues.push({ code: "BOOLEAN_EXPECTED", path: "has", zh: "应为 true 或 false", en: "must be true or false" });
  return issues.length > 0 ? { issues } : { ref: ref as string, tag: tag as string, has: has as boolean, issues };
}

function resolve(
  message: Membership,
  set: TagSet,
  customers: ReadonlyMap<string, number>,
  issues: Issue[],
): { customer: number; tag: TagRecord } | undefined {
  const customer = customers.get(message.ref);
  const { zh, en } = ERRORS.CUSTOMER_NOT_FOUND;
  if (customer === undefined)
    issues.push({ code: "CUSTOMER_NOT_FOUND", path: "customer", zh: zh({ ref: message.ref }), en: en({ ref: message.ref }) });
  const tag = staticTag(set, message.tag, issues);
  return customer === undefined || !tag ? undefined : { customer, tag };
}

function staticTag(set: TagSet, name: string, issues: Issue[]): TagRecord | undefined {
  try {
    const tag = findTag(set, name);
    if (tag.kind === "static") return tag;
    const params = { tag: tag.name.zh, kind: tag.kind };
    issues.push({ code: "TAG_NOT_STATIC", path: "tag", zh: ERRORS.TAG_NOT_STATIC.zh(params), en: ERRORS.TAG_NOT_STATIC.en(params) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    issues.push({ code: error.code, path: "tag", zh: error.zh, en: error.en });
  }
  return undefined;
}
