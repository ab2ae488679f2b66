import { readCatalogue } from "../catalogue/index.ts";
import type { ChangeEntry, ChangeShape } from "../contract/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { Problem, requirePermission, type Issue } from "../kernel/index.ts";
import { differences, readPublication } from "../publishing/index.ts";
import { changedSince } from "./conflicts.ts";
import { shownComment } from "./comments.ts";
import { documentAsked, shownTag, type ChangeRow, type Entry } from "./entries.ts";
import {
  reasonAgainst,
  requireApprover,
  requireDecider,
  requirePublishable,
  requireState,
  requireTags,
  requireWithdrawer,
} from "./mayDo.ts";
import { requireCurrent } from "./requireCurrent.ts";
import { retiredNow } from "./retiredNow.ts";
import { requireWholeSeen, seeingChanges, seenChange, type Seeing } from "./seenChanges.ts";
import { sentences } from "./sentences.ts";
import { summaryOf } from "./summary.ts";

/** One request with everything that it holds, and what the actor may do with it. @throws CHANGE_NOT_FOUND */
export async function readChange({ ctx, input }: Verb<{ change: number }>): Promise<ChangeShape> {
  requirePermission(ctx, "tag.read");
  const seeing = await seeingChanges(ctx);
  const row = await seenChange(ctx.records, seeing, input.change);
  const comments = await ctx.records.selectFrom("change_comments").selectAll().where("change", "=", row.id).orderBy("id").execute();
  return {
    ...summaryOf(row, comments.length),
    entries: await shownEntries(ctx, row, seeing),
    issues: await issuesOf(ctx, row, seeing),
    comments: comments.map(shownComment),
    job: row.job,
    may: await mayOf(ctx, row, seeing),
  };
}

async function shownEntries(ctx: Ctx, { entries, state }: ChangeRow, { visible, redact }: Seeing): Promise<ChangeEntry[]> {
  const say = sentences(entries, visible, await readCatalogue({ ctx }), ctx.workspace.timezone);
  const isPending = state === "open" || state === "approved";
  const retired = isPending ? await retiredNow(ctx.records) : new Set<string>();
  const since = (entry: Entry) => (isPending && redact(entry.before) === entry.before ? changedSince(entry, visible.all, retired) : []);
  return entries.map((entry) => {
    const [before, after] = [redact(entry.before), redact(entry.after)];
    const sentence = { before: say(entry.before), after: say(entry.after) };
    const words = before && after ? differences(before, after, sentence.before, sentence.after) : [];
    return { ...shownTag(entry), before, after, sentence, differences: words, since: since(entry) };
  });
}

/** Faults that it would be refused for now. Whoever does not see all conditions is not told of them. */
async function issuesOf(ctx: Ctx, row: ChangeRow, seeing: Seeing): Promise<Issue[]> {
  if (row.state !== "open" && row.state !== "approved") return [];
  const { visible } = seeing;
  if ((await reasonAgainst(async () => requireWholeSeen(seeing, row))) !== null) return [];
  try {
    await readPublication(ctx, visible, { document: documentAsked(row.entries, visible.all.groups), prune: false });
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.issues.length > 0 ? [...error.issues] : [{ code: error.code, path: "", zh: error.zh, en: error.en }];
  }
}

async function mayOf(ctx: Ctx, row: ChangeRow, seeing: Seeing): Promise<ChangeShape["may"]> {
  const set = seeing.visible.all;
  return {
    approve: await reasonAgainst(async () => {
      requireState(row, "open");
      await requireApprover(ctx, row, set);
      requireWholeSeen(seeing, row);
      await requireCurrent(ctx.records, row, set);
    }),
    reject: await reasonAgainst(async () => {
      requireState(row, "open", "approved");
      await requireDecider(ctx, row, set);
    }),
    withdraw: await reasonAgainst(async () => {
      requireState(row, "open", "approved");
      await requireWithdrawer(ctx, row);
    }),
    publish: await reasonAgainst(async () => {
      await requireTags(ctx, "edit", row, set);
      await requirePublishable(ctx, row, set);
      await requireCurrent(ctx.records, row, set);
    }),
  };
}
