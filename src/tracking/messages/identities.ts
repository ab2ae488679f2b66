import type { Identity } from "../../contract/index.ts";
import { identityIssue, type Placeholders, readIdentity, USUAL_PLACEHOLDERS } from "../../identifiers/index.ts";
import { FILE_PLATFORMS, scalarText, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import { idAt, isObject, type Fields } from "./read.ts";

/** Traits that are identities as well as attributes. */
const IN_TRAITS = FILE_PLATFORMS.filter(({ isTrait }) => isTrait).map(({ code }) => code);

/** Issues that reject the message are added here. */
export interface Noted {
  /** Issues that reject the message. */
  readonly issues: Issue[];
  /** Ids, names and values that are left out, each with the reason. The message is still accepted. */
  readonly ignored: Issue[];
}

/**
 * Identities of a message: `userId`, `anonymousId`, `context.externalIds`, and the contacts among its traits. A value that identifies
 * nobody (a placeholder, not a phone number) is left out and reported. A message without any identity is an issue.
 */
export function identitiesOf(
  message: Fields,
  context: Fields,
  traits: readonly Fields[],
  { issues, ignored }: Noted,
  placeholders: Placeholders = USUAL_PLACEHOLDERS,
): Identity[] {
  const found: Identity[] = [];
  const left: Issue[] = [];
  const add = (platform: string, value: unknown, path: string) => {
    const external = scalarText(value);
    if (external === undefined) return;
    const read = readIdentity({ platform, external }, placeholders);
    if (typeof read === "string") {
      if (read !== "empty") left.push(identityIssue(read, path));
    } else if (!found.some((other) => other.platform === read.platform && other.external === read.external)) found.push(read);
  };
  const before = issues.length;
  add("user", idAt(message, "userId", issues), "userId");
  add("anonymous", idAt(message, "anonymousId", issues), "anonymousId");
  const ids = context["externalIds"];
  if (Array.isArray(ids))
    for (const [index, id] of ids.entries())
      if (isObject(id) && typeof id["type"] === "string") add(id["type"], id["id"], `context.externalIds[${index}]`);
  for (const each of traits) for (const platform of IN_TRAITS) add(platform, each[platform], `traits.${platform}`);
  if (found.length > 0) ignored.push(...left);
  else if (issues.length === before) issues.push(fault("NO_IDENTITY", "userId"), ...left);
  return found;
}
