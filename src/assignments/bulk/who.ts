import type { BulkCustomers } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { platformOf } from "../../identifiers/index.ts";
import { findCustomers } from "../../identity/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { pageCustomers } from "../../segments/index.ts";

/** Whom a bulk assignment is about: numbers of customers, and references without a customer. */
export interface Chosen {
  readonly customers: readonly number[];
  readonly notFound: readonly string[];
}

const PART_REFERENCES = 5_000;
const ALL_CUSTOMERS = 2 ** 32 - 2;

/** @throws BULK_WHO, PLATFORM_INVALID, COMBINATION_SYNTAX, COMBINATION_UNKNOWN, LOOKUPS_LIMITED, FORBIDDEN */
export async function chooseCustomers(ctx: Ctx, who: BulkCustomers, part: (share: number) => void): Promise<Chosen> {
  requireOneWay(who);
  if (who.list === undefined) {
    requirePermission(ctx, "customer.read");
    const { customers } = await pageCustomers(ctx, { ...who.matching, after: 0, limit: ALL_CUSTOMERS });
    return { customers, notFound: [] };
  }
  const written = [...new Set(who.list.map((text) => text.trim()).filter((text) => text !== ""))];
  const customers = new Set<number>();
  const notFound: string[] = [];
  for (let from = 0; from < written.length; from += PART_REFERENCES) {
    part(from / written.length);
    const refs = written.slice(from, from + PART_REFERENCES).map((text) => ({ text, ref: referenceOf(text, who.platform) }));
    const found = await findCustomers({ ctx, input: [...new Set(refs.map(({ ref }) => ref))] });
    for (const { text, ref } of refs) {
      const customer = found.get(ref);
      if (customer === undefined) notFound.push(text);
      else customers.add(customer);
    }
  }
  return { customers: [...customers].toSorted((a, b) => a - b), notFound };
}

/** Checks how the customers are named, without looking for them; of a combination also its tags. */
export async function checkCustomers(ctx: Ctx, who: BulkCustomers): Promise<void> {
  requireOneWay(who);
  if (who.platform !== undefined && who.platform !== NUMBERS && !platformOf(who.platform))
    throw problem("PLATFORM_INVALID", { platform: who.platform });
  if (who.list === undefined) {
    requirePermission(ctx, "customer.read");
    await pageCustomers(ctx, { where: who.matching?.where, after: 0, limit: 1 });
  }
}

function requireOneWay({ list, matching, platform }: BulkCustomers): void {
  if ((list === undefined) === (matching === undefined) || (matching !== undefined && platform !== undefined))
    throw problem("BULK_WHO", {});
}

const NUMBERS = "customer";

/**
 * A text of a list as a reference. With a colon it says its platform itself. `platform` says what the others are; without it a text is what it
 * looks like: a mobile phone, an e-mail address, or the number of a customer.
 */
export function referenceOf(text: string, platform: string | undefined): string {
  if (text.includes(":") || platform === NUMBERS) return text;
  if (platform !== undefined) return `${platform}:${text}`;
  if (text.includes("@")) return `email:${text}`;
  const digits = text.replaceAll(/[\s\-()（）]/g, "");
  return /^(\+\d{8,15}|(86)?1\d{10})$/.test(digits) ? `phone:${text}` : text;
}
