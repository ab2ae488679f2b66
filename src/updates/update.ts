import { type Ctx, sql, type Sql } from "../engine/index.ts";
import { requirePermission, tagKind, type Instant } from "../kernel/index.ts";
import { byDefinition, exclusively, setEvaluatedUntil, type Reasons } from "../membership/index.ts";
import { beginUpdate } from "./beginUpdate.ts";
import { findChangedCustomers, type ChangedCustomers } from "./changedCustomers.ts";
import type { TagsOverEverybody, Update } from "./changeSource.ts";
import { combined, evaluateAndCommit, type Evaluated } from "./evaluateAndCommit.ts";
import { evaluateEverything } from "./evaluateEverything.ts";
import { evaluateFew, type Few } from "./fewCustomers/evaluateFew.ts";
import { SOURCES } from "./changeSources.ts";
import type { TagRecord } from "../tags/index.ts";

export interface UpdateInput {
  /** Default: now. */
  readonly asOf?: Instant | undefined;
  /** The clock was put back, so members are true as of a future instant: everything is evaluated as of now. */
  readonly isClockBack?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Above this share of all customers, and with more than FEW_CUSTOMERS, evaluating everything is faster. It also reads the written part of
 * incomplete batches; an update over some customers reads complete batches only.
 */
const MAX_CONCERNED_SHARE = 0.5;
const FEW_CUSTOMERS = 10_000;

/**
 * Makes members true as of the instant: evaluates only customers with changes, and only tags that read these changes. Changed definitions
 * are left to evaluateTags. Null when nobody was evaluated. Before the first evaluation everything is evaluated.
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

/** Finds changes, evaluates the customers concerned, and commits. Null when nobody was evaluated. */
export async function runUpdate(update: Update, signal: AbortSignal | undefined): Promise<Evaluated | null> {
  const { ctx, asOf, batches } = update;
  const concerned = await findChangedCustomers(update);
  try {
    if (concerned.tags.size > 0 && (await areMost(ctx, concerned.customers)))
      return await evaluateEverything(update, { signal }, concerned);
    const evaluated: Evaluated[] = [];
    const evaluate = async (tags: readonly TagRecord[], reasons: Reasons, population?: Sql) => {
      const what = {
        tags: update.tags,
        codes: tags.map(({ code }) => code),
        reasons,
        population,
        signal,
      };
      if (tags.length > 0) evaluated.push(await evaluateAndCommit(ctx, "incremental", asOf, what));
    };
    const byCustomer = evaluable(update, concerned.tags.difference(update.tags.populationWide));
    const few = await evaluateFewOf(update, concerned, byCustomer);
    if (few.evaluated) evaluated.push(few.evaluated);
    await evaluate(few.rest, { definitions: new Set(), changesByCause: concerned.changesByCause }, concerned.population);
    for (const source of SOURCES) {
      const over = await source.tagsOverEverybody?.(update, concerned);
      if (over) await evaluate(evaluable(update, over.tags), reasonsOf(over, concerned));
    }
    for (const source of SOURCES) await source.committed?.(update, { concerned, evaluations: evaluated.length, isEverything: false });
    // After an update without changes the instant need not be stored: a restart finds no change again.
    await setEvaluatedUntil(ctx, asOf, evaluated.length > 0 || batches.length > 0);
    return evaluated.length === 0 ? null : evaluated.reduce(combined);
  } finally {
    await concerned.drop();
  }
}

async function areMost(ctx: Ctx, customers: number): Promise<boolean> {
  if (customers <= FEW_CUSTOMERS) return false;
  const [all] = await ctx.facts.rows<{ customers: string }>(sql`SELECT count() AS customers FROM customers`);
  return customers > MAX_CONCERNED_SHARE * Number(all!.customers);
}

/** Evaluates the customers with the interpreter when they are few; returns the tags that passes must compute. */
async function evaluateFewOf({ ctx, asOf, tags }: Update, { few }: ChangedCustomers, own: readonly TagRecord[]): Promise<Few> {
  if (few === null || own.length === 0) return { evaluated: null, rest: own };
  const { set, rules, catalogue } = tags;
  return evaluateFew(ctx, { set, rules, catalogue, asOf, changes: few, tags: own });
}

/** The tags among these codes that are published and decided by a rule. */
function evaluable({ tags }: Update, codes: ReadonlySet<string>): TagRecord[] {
  return [...tags.set.tags.values()].filter((tag) => codes.has(tag.code) && tag.state === "published" && !tagKind(tag.kind).isAssigned);
}

function reasonsOf({ tags, cause }: TagsOverEverybody, { changesByCause }: ChangedCustomers): Reasons {
  return cause === "rule" ? byDefinition(tags) : { definitions: new Set(), changesByCause, otherwise: cause };
}
