import type { MessageResult, MessageResults } from "../contract/index.ts";
import { requireSomewhere } from "../access/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { findCustomers } from "../identity/index.ts";
import { rejectedResult, resultsOf } from "../tracking/index.ts";
import { ERRORS, nearest, Problem, scalarText, tagKind, type Instant, type Issue } from "../kernel/index.ts";
import { exclusiveTags, findTag, requireTag, visibleTags, type TagRecord, type TagSet, type VisibleTags } from "../tags/index.ts";
import { assignNow } from "./assignTag.ts";
import { reasonOf, type AssignmentTerms, type Assignment } from "../membership/index.ts";
import { endInstantOf } from "./endInstant.ts";

interface Wanted {
  readonly index: number;
  readonly customer: number;
  readonly tag: TagRecord;
  readonly has: boolean;
  readonly terms: AssignmentTerms;
}

/**
 * Adds static tags to customers and removes them. Each message names a customer by identity or number, with a reason and an end. A later
 * message about the same customer and tag, or another tag of an exclusive group, replaces an earlier one. A wrong message does not stop the others; repeating changes nothing.
 */
export async function changeMemberships({ ctx, input }: Verb<{ readonly memberships: readonly unknown[] }>): Promise<MessageResults> {
  await requireSomewhere(ctx, "assign");
  const set = await visibleTags(ctx);
  const read = input.memberships.map((message) => readMembership(message, ctx));
  const refs = new Set(read.flatMap((message) => ("ref" in message ? [message.ref] : [])));
  const customers = await findCustomers({ ctx, input: [...refs] });
  const results: MessageResult[] = [];
  const wanted: Wanted[] = [];
  for (const [index, message] of read.entries()) {
    const issues = "issues" in message ? message.issues : [];
    const found = "ref" in message ? await resolve(ctx, message, set, customers, issues) : undefined;
    if (found && issues.length === 0)
      wanted.push({ index, has: (message as Membership).has, terms: (message as Membership).terms, ...found });
    else results[index] = rejectedResult(index, issues);
  }
  const replaced = replacedLater(set, wanted);
  for (const { index, customer } of replaced) results[index] = { index, status: "accepted", customer, added: false, issues: [] };
  const lasting = wanted.filter((change) => !replaced.has(change));
  for (const [tag, changes] of Map.groupBy(lasting, (change) => change.tag)) {
    const last = new Map(
      changes.map(({ customer, has, terms }): [number, Assignment] => [customer, { customer, direction: has ? "in" : "out", ...terms }]),
    );
    const { moved, over } = await assignWhatFits(ctx, set.all, tag, [...last.values()]);
    for (const { index, customer } of changes)
      results[index] = over?.has(customer)
        ? rejectedResult(index, [over.issueOf(customer)])
        : { index, status: "accepted", customer, added: moved.has(customer), issues: [] };
  }
  return resultsOf(results);
}

/** Assigns without the customers who would exceed the quota of a customer: their messages alone are refused. */
async function assignWhatFits(
  ctx: Ctx,
  set: TagSet,
  tag: TagRecord,
  assignments: readonly Assignment[],
): Promise<{ moved: ReadonlySet<number>; over?: { has(customer: number): boolean; issueOf(customer: number): Issue } }> {
  try {
    return await assignNow(ctx, set, tag, assignments);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "CUSTOMER_TAG_QUOTA") throw error;
    const customers = new Set(error.params["customers"] as readonly number[]);
    const rest = assignments.filter(({ customer }) => !customers.has(customer));
    const { moved } = await assignNow(ctx, set, tag, rest);
    const { zh, en } = ERRORS.CUSTOMER_TAG_QUOTA;
    const limit = error.params["limit"] as number;
    const issueOf = (customer: number): Issue => {
      const params = { limit, count: 1, customers: [customer] };
      return { code: error.code, path: "tag", zh: zh(params), en: en(params) };
    };
    return { moved, over: { has: (customer) => customers.has(customer), issueOf } };
  }
}

/** Messages that add a tag of an exclusive group in which a later message adds another one, where the newer wins. */
function replacedLater(set: Pick<VisibleTags, "tags" | "groups">, wanted: readonly Wanted[]): ReadonlySet<Wanted> {
  const replaced = new Set<Wanted>();
  const last = new Map<string, Wanted>();
  for (const change of wanted) {
    const exclusive = change.has ? exclusiveTags(set, change.tag) : null;
    if (exclusive?.wins !== "newer") continue;
    const key = `${exclusive.group}/${change.customer}`;
    const before = last.get(key);
    if (before && before.tag.id !== change.tag.id) replaced.add(before);
    last.set(key, change);
  }
  return replaced;
}

interface Membership {
  readonly ref: string;
  readonly tag: string;
  readonly has: boolean;
  readonly terms: AssignmentTerms;
  readonly issues: Issue[];
}

const KEYS = ["customer", "tag", "has", "until", "reason"];
const MAX_REASON_CHARACTERS = 500;

function readMembership(message: unknown, ctx: Ctx): Membership | { readonly issues: Issue[] } {
  if (typeof message !== "object" || message === null || Array.isArray(message))
    return { issues: [{ code: "MESSAGE_SHAPE", path: "", zh: "应为 JSON 对象", en: "must be a JSON object" }] };
  const { customer, tag, has = true, until = null, reason = null } = message as Record<string, unknown>;
  const issues: Issue[] = Object.keys(message)
    .filter((key) => !KEYS.includes(key))
    .map((key) => unknownKey(key.slice(0, 100).toWellFormed()));
  const wrong = (code: string, path: string, zh: string, en: string) => void issues.push({ code, path, zh, en });
  const ref = scalarText(customer);
  if (ref === undefined || ref.length > 600)
    wrong("TEXT_EXPECTED", "customer", "应为客户编号或身份", "must be a customer's number or an identity");
  if (typeof tag !== "string" || tag.length > 200) wrong("TEXT_EXPECTED", "tag", "应为标签的编码或名称", "must be a tag's code or name");
  if (typeof has !== "boolean") wrong("BOOLEAN_EXPECTED", "has", "应为 true 或 false", "must be true or false");
  if (reason !== null && (typeof reason !== "string" || reason.length > MAX_REASON_CHARACTERS))
    wrong(
      "TEXT_EXPECTED",
      "reason",
      `应为不超过 ${MAX_REASON_CHARACTERS} 字的文字`,
      `must be a text of at most ${MAX_REASON_CHARACTERS} characters`,
    );
  const end = until === null ? null : endIn(until, ctx, issues);
  if (end !== null && has === false)
    wrong("UNTIL_WITHOUT_TAG", "until", "移除标签时不能写到期时间", "a tag that is removed has no end: leave `until` out");
  if (issues.length > 0) return { issues };
  const terms = { reason: typeof reason === "string" ? reasonOf(reason) : null, until: end };
  return { ref: ref as string, tag: tag as string, has: has as boolean, terms, issues };
}

function unknownKey(path: string): Issue {
  const suggestion = nearest(path, KEYS);
  return {
    code: "unknown_key",
    path,
    zh: suggestion ? `没有这个字段，是不是「${suggestion}」？` : "没有这个字段",
    en: suggestion ? `there is no such field; did you mean ${suggestion}?` : "there is no such field",
    ...(suggestion && { suggestion }),
  };
}

function endIn(until: unknown, ctx: Ctx, issues: Issue[]): Instant | null {
  try {
    return endInstantOf(typeof until === "string" ? until : (JSON.stringify(until) ?? ""), ctx);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    issues.push({ code: error.code, path: "until", zh: error.zh, en: error.en });
    return null;
  }
}

async function resolve(
  ctx: Ctx,
  message: Membership,
  set: VisibleTags,
  customers: ReadonlyMap<string, number>,
  issues: Issue[],
): Promise<{ customer: number; tag: TagRecord } | undefined> {
  const customer = customers.get(message.ref);
  const { zh, en } = ERRORS.CUSTOMER_NOT_FOUND;
  if (customer === undefined)
    issues.push({ code: "CUSTOMER_NOT_FOUND", path: "customer", zh: zh({ ref: message.ref }), en: en({ ref: message.ref }) });
  const tag = await staticTag(ctx, set, message.tag, issues);
  return customer === undefined || !tag ? undefined : { customer, tag };
}

async function staticTag(ctx: Ctx, set: VisibleTags, name: string, issues: Issue[]): Promise<TagRecord | undefined> {
  try {
    const tag = findTag(set, name);
    await requireTag(ctx, "assign", tag, set);
    if (tagKind(tag.kind).isAssigned) return tag;
    const params = { tag: tag.name.zh, kind: tag.kind };
    issues.push({ code: "TAG_NOT_STATIC", path: "tag", zh: ERRORS.TAG_NOT_STATIC.zh(params), en: ERRORS.TAG_NOT_STATIC.en(params) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    issues.push({ code: error.code, path: "tag", zh: error.zh, en: error.en });
  }
  return undefined;
}
