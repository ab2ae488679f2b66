import type { Identity } from "../../contract/index.ts";
import type { IncomingValue } from "../../catalogue/index.ts";
import { type IdentityFault, identityIssue, type Placeholders, platformOf, readIdentity } from "../../identifiers/index.ts";
import { nearest, parseInstant, scalarText, type Instant, type Issue } from "../../kernel/index.ts";
import { fault } from "../messages/issue.ts";
import { isObject, type Fields } from "../messages/read.ts";

/** The state while one message is read. Issues get paths inside the message. */
export interface Reading {
  readonly now: Instant;
  readonly timezone: string;
  readonly issues: Issue[];
  /** Placeholder ids of this workspace. */
  readonly placeholders: Placeholders;
  /** Changes to the message that do not reject it. */
  readonly warnings: Issue[];
}

/** Reports each key that the message may not have. */
export function unknownKeys(message: Fields, allowed: readonly string[], { issues }: Reading): void {
  for (const key in message) {
    if (allowed.includes(key)) continue;
    const suggestion = nearest(key, allowed);
    issues.push({
      code: "unknown_key",
      path: key.slice(0, 100).toWellFormed(),
      zh: suggestion ? `没有这个字段，是不是「${suggestion}」？` : "没有这个字段",
      en: suggestion ? `there is no such field; did you mean ${suggestion}?` : "there is no such field",
      ...(suggestion && { suggestion }),
    });
  }
}

/**
 * Reads `{"crm": "42"}` or `[{platform, external}]`. Each identity must be usable: a program names exact identities, so a wrong one is an
 * error.
 */
export function identitiesAt(message: Fields, { issues, placeholders }: Reading): Identity[] {
  const raw = message["identities"];
  const pairs: (readonly [string, unknown, unknown])[] = [];
  if (Array.isArray(raw))
    for (const [index, each] of raw.entries()) {
      const fields = isObject(each) ? each : {};
      pairs.push([`identities[${index}]`, fields["platform"], fields["external"]]);
    }
  else if (isObject(raw)) for (const platform in raw) pairs.push([`identities.${platform.slice(0, 40)}`, platform, raw[platform]]);
  else if (raw !== undefined) issues.push(fault("OBJECT_EXPECTED", "identities"));
  return pairs.flatMap(([path, platform, external]) => {
    const read = identityAt(platform, external, placeholders);
    if (typeof read !== "string") return [read];
    issues.push(identityIssue(read, path.toWellFormed()));
    return [];
  });
}

function identityAt(platform: unknown, external: unknown, placeholders: Placeholders): Identity | IdentityFault {
  const text = scalarText(external);
  if (typeof platform !== "string" || !platformOf(platform)) return "platform";
  return text === undefined ? "empty" : readIdentity({ platform, external: text }, placeholders);
}

/** An instant; without an offset, in the workspace's time zone. Default: now. */
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
