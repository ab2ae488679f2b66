import type { Ctx } from "../engine/index.ts";
import { requirePermission, type Instant } from "../kernel/index.ts";
import { byDefinition, exclusively, setEvaluatedUntil, type Reasons } from "../membership/index.ts";
import { beginUpdate } from "./beginUpdate.ts";
import { findChangedCustomers, type ChangedCustomers } from "./changedCustomers.ts";
import type { TagsOverEverybody, Update } from "./changeSource.ts";
import { combined, evaluateAndCommit, type Evaluated } from "./evaluateAndCommit.ts";
import { evaluateEverything } from "./evaluateEverything.ts";
import { evaluateFew, type Few } from "./few/evaluateFew.ts";
import { SOURCES } from "./sources.ts";
import type { TagRecord } from "../tags/index.ts";

export interface UpdateInput {
  /** Default: now. */
  readonly asOf?: Instant | undefined;
  /** Members are true as of an instant that is still to come, for the clock was put back: everything is evaluated as of now. */
  readonly isClockBack?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Above this share of all customers, where they are not few, evaluating everything is the shorter way. It reads batches that are being
 * written as far as they are; an update over some customers reads those whose batch is complete.
 */
const MAX_CONCERNED_SHARE = 0.5;
const FEW_CUSTOMERS = 10_000;

/**
 * Brings members up to the instant by evaluating only the customers for whom something changed, and only the tags that read what changed.
 * Changed definitions are left to evaluateTags. Null when nobody was evaluated. Before the first evaluation everything is.
 */
export async function updateMembers({ ctx, input }: { ctx: Ctx; input: UpdateInput }): Promise<Evaluated | null> {
  requirePermission(ctx, "tag.edit");
  return exclusively(ctx, () => updateNow(ctx, input));
}

/** The same for a caller that holds the write lock. */
export async function updateNow(ctx: Ctx, { asOf = ctx.clock(), isClockBack = false, signal }: UpdateInput): Promise<Evaluated | null> {
  const begun = await beginUpdate(ctx, { asOf });
  return begun.from === null || isClockBack ? evaluateEverything(begun, { signal }) : runUpdate({ ...begun, from: begun.from }, signal);
}

/** What changed → who is concerned → evaluate → commit. Null when nobody was evaluated. */
export async function runUpdate(update: Update, signal: AbortSignal | undefined): Promise<Evaluated | null> {
  const { ctx, asOf, batches } = update;
  const concerned = await findChangedCustomers(update);
  try {
    if (concerned.tags.size > 0 && (await areMost(ctx, concerned.customers)))
      return await evaluateEverything(update, { signal }, concerned);
    const evaluated: Evaluated[] = [];
    const evaluate = async (tags: readonly TagRecord[], reasons: Reasons, population?: string) => {
      const what = { tags: update.tags, codes: tags.map(({ code }) => code), reasons, population, signal };
      if (tags.length > 0) evaluated.push(await evaluateAndCommit(ctx, "incremental", asOf, what));
    };
    const byCustomer = evaluable(update, concerned.tags.difference(update.tags.populationWide));
    const few = await evaluateFewOf(update, concerned, byCustomer);
    if (few.evaluated) evaluated.push(few.evaluated);
    await evaluate(few.rest, { definitions: new Set(), fresh: concerned.fresh }, concerned.population);
    for (const source of SOURCES) {
      const over = await source.tagsOverEverybody?.(update, concerned);
      if (over) await evaluate(evaluable(update, over.tags), reasonsOf(over, concerned));
    }
    for (const source of SOURCES) await source.committed?.(update, { concerned, evaluations: evaluated.length, isEverything: false });
    // After an idle update a restart would find the same nothing again.
    await setEvaluatedUntil(ctx, asOf, evaluated.length > 0 || batches.length > 0);
    return evaluated.length === 0 ? null : evaluated.reduce(combined);
  } finally {
    await concerned.drop();
  }
}

async function areMost(ctx: Ctx, customers: number): Promise<boolean> {
  if (customers <= FEW_CUSTOMERS) return false;
  const [all] = await ctx.facts.rows<{ customers: string }>("SELECT count() AS customers FROM customers");
  return customers > MAX_CONCERNED_SHARE * Number(all!.customers);
}

/** Evaluates the concerned customers by the interpreter, where they are few; answers which tags are left to the passes. */
async function evaluateFewOf({ ctx, asOf, tags }: Update, { few }: ChangedCustomers, own: readonly TagRecord[]): Promise<Few> {
  if (few === null || own.length === 0) return { evaluated: null, rest: own };
  const { set, rules, catalogue } = tags;
  return evaluateFew(ctx, { set, rules, catalogue, asOf, changes: few, tags: own });
}

/** Of some tags those that are published and that a rule decides. */
function evaluable({ tags }: Update, codes: ReadonlySet<string>): TagRecord[] {
  return [...tags.set.tags.values()].filter((tag) => codes.has(tag.code) && tag.state === "published" && tag.kind !== "static");
}

function reasonsOf({ tags, cause }: TagsOverEverybody, { fresh }: ChangedCustomers): Reasons {
  return cause === "rule" ? byDefinition(tags) : { definitions: new Set(), fresh, otherwise: cause };
}
