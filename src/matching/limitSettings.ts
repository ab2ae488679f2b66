import type { Ctx } from "../engine/index.ts";
import type { PlatformKind } from "../identifiers/index.ts";
import { DEFAULT_CAPS } from "./caps.ts";
import type { Cap, Caps } from "./types.ts";

const NAME = "identity";
const KINDS: readonly PlatformKind[] = ["number", "account", "contact", "device"];

/** The caps of the workspace: what people set over the defaults. */
export async function readCaps(ctx: Pick<Ctx, "records">): Promise<Caps> {
  const row = await ctx.records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  const set = (row?.value["caps"] ?? {}) as Partial<Record<PlatformKind, Partial<Cap>>>;
  return Object.fromEntries(KINDS.map((kind) => [kind, { ...DEFAULT_CAPS[kind], ...set[kind] }])) as unknown as Caps;
}

/** Keeps caps that differ from the defaults. What is already decided by them is looked at again by the caller. */
export async function writeCaps(ctx: Pick<Ctx, "records" | "clock">, caps: Caps): Promise<void> {
  const row = { value: JSON.stringify({ caps }), updated_at: new Date(ctx.clock()) };
  await ctx.records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
