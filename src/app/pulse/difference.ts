import { isOpenJob } from "../../contract/index.ts";
import { TAIL, type Position, type PulseJob, type PulseState } from "./state.ts";

/** What happened between two looks. */
export interface Difference {
  /** Members may have changed in evaluations after this one; null when none ended. */
  readonly membersSince: number | null;
  /** An evaluation of everything runs, when that is another answer than before. */
  readonly running: boolean | null;
  readonly facts: boolean;
  /** Kinds of things that people and programs changed. */
  readonly what: readonly string[];
  readonly jobs: readonly PulseJob[];
  /** More happened than one answer holds. */
  readonly missed: boolean;
}

export function differenceOf(before: PulseState, after: PulseState): Difference {
  const ended = new Set(before.evaluations.filter(({ state }) => state !== "running").map(({ id }) => id));
  const news = after.evaluations.some(({ id, state }) => state !== "running" && !ended.has(id) && id > floorOf(before.evaluations));
  const seen = new Set(before.audit.map(({ id }) => id));
  const actions = after.audit.filter(({ id }) => id > floorOf(before.audit) && !seen.has(id));
  const listed = new Map(before.jobs.map((job) => [job.id, JSON.stringify(job)]));
  const oldest = before.jobs.length < TAIL ? "" : before.jobs.at(-1)!.id;
  const was = isRunning(before);
  return {
    membersSince: news ? before.committedUpTo : null,
    running: was === isRunning(after) ? null : !was,
    facts: before.batch !== after.batch || before.writing.join() !== after.writing.join(),
    what: [...entitiesOf(actions), ...(JSON.stringify(before.webhooks) === JSON.stringify(after.webhooks) ? [] : ["delivery"])],
    jobs: after.jobs.filter((job) => job.id >= oldest && listed.get(job.id) !== JSON.stringify(job)),
    missed: actions.length === TAIL,
  };
}

/** Below this number rows were there before; a tail that is not full begins at the beginning. */
function floorOf(tail: readonly { readonly id: number }[]): number {
  return tail.length < TAIL ? 0 : tail.at(-1)!.id;
}

/** What happened since a listener was last here. Jobs that run are told whatever it knew. */
export function differenceSince(position: Position, now: PulseState): Difference {
  const audit = now.audit[0]?.id ?? 0;
  const committedUpTo = now.committedUpTo;
  // A position ahead of the records is of other records: of before a restored backup, say.
  const strange = position.evaluation > (now.evaluations[0]?.id ?? 0) || position.batch > now.batch || position.audit > audit;
  return {
    membersSince:
      position.evaluation === committedUpTo && !now.evaluations.some(({ id }) => id > committedUpTo) ? null : position.evaluation,
    running: isRunning(now),
    facts: position.batch !== now.batch || now.writing.length > 0,
    what: entitiesOf(now.audit.filter(({ id }) => id > position.audit)),
    jobs: now.jobs.filter(isOpenJob),
    missed: strange || audit - position.audit > TAIL,
  };
}

function isRunning({ evaluations }: PulseState): boolean {
  return evaluations.some(({ kind, state }) => kind === "full" && state === "running");
}

/** What only looks, or comes and goes, changes nothing. */
const IDLE_VERBS = new Set(["open", "close", "read", "view", "export"]);

/** `tag.publish` changed a tag. */
function entitiesOf(actions: readonly { readonly action: string }[]): string[] {
  const changes = actions.map(({ action }) => action.split(".")).filter(([, verb]) => !IDLE_VERBS.has(verb ?? ""));
  return [...new Set(changes.map(([entity]) => entity!))].toSorted();
}
