import type { Identity } from "../../contract/index.ts";
import type { IncomingValue } from "../../customers/index.ts";
import { MAX_IDENTITY_BYTES, normaliseIdentity, platformOf } from "../../identity/index.ts";
import { nearest, parseInstant, type Instant, type Issue } from "../../kernel/index.ts";
import { fault } from "../messages/issue.ts";
import { isObject, type Fields } from "../messages/read.ts";

/** Where a message stands: what makes it wrong is added to `issues`, with paths inside it. */
export interface Reading {
  readonly now: Instant;
  readonly timezone: string;
  readonly issues: Issue[];
}

/** Every key that the message may not have. */
export function unknownKeys(message: Fields, known: readonly string[], { issues }: Reading): void {
  for (const key in message) {
    if (known.includes(key)) continue;
    const suggestion = nearest(key, known);
    issues.push({
      code: "unknown_key",
      path: key.slice(0, 100).toWellFormed(),
      zh: suggestion ? `没有这个字段，是不是「${suggestion}」？` : "没有这个字段",
      en: suggestion ? `there is no such field; did you mean ${suggestion}?` : "there is no such field",
      ...(suggestion && { suggestion }),
    });
  }
}

/** `{"crm": "42"}` or `[{platform, external}]`; each must be usable, for a program says exactly whom it means. */
export function identitiesAt(message: Fields, { issues }: Reading): Identity[] {
  const given = message["identities"];
  const pairs: (readonly [string, unknown, unknown])[] = [];
  if (Array.isArray(given))
    for (const [index, each] of given.entries()) {
      const fields = isObject(each) ? each : {};
      pairs.push([`identities[${index}]`, fields["platform"], fields["external"]]);
    }
  else if (isObject(given)) for (const platform in given) pairs.push([`identities.${platform.slice(0, 40)}`, platform, given[platform]]);
  else if (given !== undefined) issues.push(fault("OBJECT_EXPECTED", "identities"));
  return pairs.flatMap(([path, platform, external]) => {
    const identity = usable(platform, external);
    if (identity) return [identity];
    issues.push({
      code: "IDENTITY_UNUSABLE",
      path: path.toWellFormed(),
      zh: "不是可用的身份：平台名为 1 到 40 个字符、不含空格和冒号；编号不为空、不是占位符、不超过 500 字节；手机号和邮箱要有效",
      en: "no usable identity: a platform has 1 to 40 characters without blanks or colons; an id is not empty, no placeholder, at most 500 bytes; phones and e-mail addresses must be valid",
    });
    return [];
  });
}

function usable(platform: unknown, external: unknown): Identity | undefined {
  const text = typeof external === "number" && Number.isFinite(external) ? String(external) : external;
  if (typeof platform !== "string" || typeof text !== "string" || text.length > MAX_IDENTITY_BYTES || !platformOf(platform))
    return undefined;
  return normaliseIdentity({ platform, external: text });
}

/** A time of the workspace's wall clock when it names no offset; now when it is absent. */
export function instantAt(message: Fields, name: string, { now, timezone, issues }: Reading): Instant {
  const value = message[name];
  if (value === undefined || value === null) return now;
  const instant = typeof value === "string" ? parseInstant(value, timezone) : undefined;
  if (instant === undefined) issues.push(fault("TIME_INVALID", name));
  return instant ?? now;
}

export function valuesAt(message: Fields, name: string, { issues }: Reading): Readonly<Record<string, IncomingValue>> {
  const value = message[name];
  if (isObject(value)) return value as Readonly<Record<string, IncomingValue>>;
  if (value !== undefined && value !== null) issues.push(fault("OBJECT_EXPECTED", name));
  return {};
}
