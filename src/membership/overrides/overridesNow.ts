import { cacheKind, versionOf, type Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { overrideOf, overridesInForce, type Override } from "./overridesInForce.ts";

/** More than these are not kept: some 10 MB. People set them one by one. */
const MOST_OVERRIDES = 20_000;

interface Known {
  readonly version: number;
  /** Those that are in force at `from` or begin later, by customer; null where they are too many. */
  readonly byCustomer: ReadonlyMap<number, readonly { readonly override: Override; readonly removed: Instant | null }[]> | null;
  readonly from: Instant;
}

/** Compared with the version of the overrides at each use. */
const KNOWN = cacheKind<Known>("membership.overrides", "version");

/** As `overridesInForce` now, for whoever asks for some customers many times a second: read again only after an override has changed. */
export async function overridesNow(ctx: Ctx, customers: readonly number[]): Promise<readonly Override[]> {
  const now = ctx.clock();
  const { byCustomer } = await current(ctx, now);
  if (byCustomer === null) return overridesInForce(ctx, now, { customers });
  const all = customers.flatMap((customer) => byCustomer.get(customer) ?? []);
  return all.flatMap(({ override, removed }) => {
    const { at, expires } = override;
    return at <= now && (removed === null || removed > now) && (expires === null || expires > now) ? [override] : [];
  });
}

async function current({ records, caches }: Pick<Ctx, "records" | "caches">, now: Instant): Promise<Known> {
  // Asked before the rows: what is read may be newer than its version, never older.
  const version = await versionOf({ records, caches }, "overrides");
  const known = caches.get(KNOWN);
  // After the clock went back, overrides that had ended by `from` are in force again.
  if (known?.version === version && known.from <= now) return known;
  const rows = await records
    .selectFrom("overrides")
    .selectAll()
    .where("assignment", "=", false)
    .where(({ eb, or }) => or([eb("removed_at", "is", null), eb("removed_at", ">", new Date(now))]))
    .where(({ eb, or }) => or([eb("expires_at", "is", null), eb("expires_at", ">", new Date(now))]))
    .orderBy("id")
    .limit(MOST_OVERRIDES + 1)
    .execute();
  const all = rows.map((row) => ({ override: overrideOf(row), removed: row.removed_at?.getTime() ?? null }));
  const byCustomer = all.length > MOST_OVERRIDES ? null : Map.groupBy(all, ({ override }) => override.customer);
  const read: Known = { version, byCustomer, from: now };
  caches.set(KNOWN, read);
  return read;
}
