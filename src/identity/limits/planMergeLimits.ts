import type { MergeLimitsPreview } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { concernedBy } from "./concernedByLimits.ts";
import { type MergeLimits, keyOf, lookupOwners, loadMergeLimits } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { judge, type Judged } from "../changes/restructure.ts";

/** Identities whose components are solved in one step, and at all: a preview of more is marked as partial. */
const PART_IDENTITIES = 1_000;
const MAX_IDENTITIES = 10_000;

/** Previews other merge limits, computed as changeMergeLimits does. Writes nothing. */
export async function planMergeLimits(ctx: Pick<Ctx, "records" | "facts" | "caches">, limits: MergeLimits): Promise<MergeLimitsPreview> {
  const concerned = await concernedBy(ctx, [await loadMergeLimits(ctx), limits], { changed: true });
  const merged = new Set<number>();
  const split = new Set<string>();
  const aside = new Set<string>();
  const freed = new Set<string>();
  for (let from = 0; from < Math.min(concerned.length, MAX_IDENTITIES); from += PART_IDENTITIES) {
    const seeds = concerned.slice(from, from + PART_IDENTITIES);
    const owners = await lookupOwners(ctx, seeds, "heavy");
    const judged = await judge(ctx, { seeds, newPairs: [], limits, placeholders: await readPlaceholders(ctx), owners, lane: "heavy" });
    const { keys, isComplete } = judged.gathered;
    for (const { keys: own, lost, from } of judged.groups) {
      for (const customer of lost) if (!judged.left.has(customer)) merged.add(customer);
      // A component may occur in more than one part. The smallest text of its keys identifies a group, so that it counts once.
      if (from !== 0) split.add(own.map((key) => keyOf(keys[key]!)).toSorted()[0]!);
    }
    const before = await ignoredNow(ctx, judged);
    const after = new Set(judged.solved.ignored.filter(({ key }) => isComplete(key)).map(({ key }) => keyOf(keys[key]!)));
    for (const text of after) if (!before.has(text)) aside.add(text);
    for (const text of before) if (!after.has(text)) freed.add(text);
  }
  return { merged: merged.size, split: split.size, aside: aside.size, freed: freed.size, whole: concerned.length <= MAX_IDENTITIES };
}

const PART_ROWS = 5_000;

/** Of the identities looked at, those that are set aside now. */
async function ignoredNow({ records }: Pick<Ctx, "records">, { gathered: { keys, isComplete } }: Judged): Promise<Set<string>> {
  const texts = keys.flatMap((key, place) => (isComplete(place) ? [keyOf(key)] : []));
  const found = new Set<string>();
  for (let from = 0; from < texts.length; from += PART_ROWS) {
    const rows = await records
      .selectFrom("identity_reviews")
      .select("subject")
      .where("kind", "in", ["shared", "many"])
      .where("count", ">", 0)
      .where("subject", "in", texts.slice(from, from + PART_ROWS))
      .execute();
    for (const { subject } of rows) found.add(subject);
  }
  return found;
}
