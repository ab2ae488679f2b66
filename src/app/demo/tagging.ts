import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { Ctx, Progress } from "../../engine/index.ts";
import { findCustomers } from "../../identity/index.ts";
import { applyTags } from "../../publishing/index.ts";
import { assignTag } from "../../assignments/index.ts";
import { evaluateTags, type Evaluated } from "../../updates/index.ts";
import { assignedByStaff } from "./staff.ts";
import { inEnglish } from "./english.ts";
import type { DemoState } from "./state.ts";

/** Publishes the shop's tags, in the language of who starts it, and evaluates them. */
export async function publishShopTags(ctx: Ctx, progress: Progress, signal: AbortSignal): Promise<Evaluated> {
  const text = await readFile(new URL("tags.yaml", import.meta.url), "utf8");
  const written = parse(text) as { tags: Record<string, unknown>[] };
  const document = ctx.lang === "en" ? inEnglish(written) : written;
  const { evaluation } = await applyTags({ ctx, input: { document, prune: false, progress, signal } });
  return evaluation;
}

/** Windows move with the clock: what was true an hour ago is near enough, what was true yesterday is not. */
const OLD_MILLISECONDS = 3_600_000;

export async function isEvaluationOld({ records, clock }: Ctx): Promise<boolean> {
  const last = await records
    .selectFrom("evaluations")
    .select((row) => row.fn.max("as_of").as("at"))
    .where("state", "=", "done")
    .where("kind", "=", "full")
    .executeTakeFirst();
  return !last?.at || clock() - new Date(last.at).getTime() > OLD_MILLISECONDS;
}

export function evaluateShop(ctx: Ctx, signal: AbortSignal): Promise<Evaluated> {
  return evaluateTags({ ctx, input: { signal } });
}

/** Puts the static tags on those whom the shop's staff would have chosen. Answers how many assignments there are. */
export async function assignShopTags(ctx: Ctx, state: DemoState): Promise<number> {
  let count = 0;
  for (const [tag, refs] of assignedByStaff(state)) {
    const customers = await findCustomers({ ctx, input: refs });
    const { members } = await assignTag({ ctx, input: { tag, add: [...new Set(customers.values())], remove: [] } });
    count += members;
  }
  return count;
}
