import type { Query, QueryClient } from "@tanstack/react-query";
import { readJob, type JobShape, type LiveEvent, isOpenJob } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { staleBy } from "./stale.ts";

/** What comes within this time is read again together. */
const GATHER = 200;
/** After reading, rest this many times as long as it took, so that a busy server is not asked all the time. */
const REST = 4;
const LEAST_REST = 300;
const LONGEST_REST = 15_000;
/** A list read further than this many pages is not read again under its reader's eyes. */
const DEEP = 5;

/** Reads again what events made old, gathered; what is not in sight is only marked as old. Answers with what takes events. */
export function refresher(client: QueryClient): (events: readonly LiveEvent[]) => void {
  let waiting: LiveEvent[] = [];
  let busy = false;
  return (events) => {
    for (const event of events) if (event.kind === "job") followJob(client, event.job);
    waiting.push(...events);
    if (!busy) void flush();
  };

  async function flush(): Promise<void> {
    busy = true;
    await pause(GATHER);
    while (waiting.length > 0) {
      const stale = staleBy(waiting);
      waiting = [];
      const began = performance.now();
      const predicate = ({ queryKey }: Query): boolean => stale(queryKey);
      await client.invalidateQueries({ predicate, refetchType: "none" });
      await client.refetchQueries({ type: "active", predicate: (query) => predicate(query) && !isDeep(query) });
      await pause(Math.min(LONGEST_REST, Math.max(LEAST_REST, REST * (performance.now() - began))));
    }
    busy = false;
  }
}

function isDeep({ state }: Query): boolean {
  const pages = (state.data as { pages?: readonly unknown[] } | undefined)?.pages;
  return pages !== undefined && pages.length > DEEP;
}

/** A job that somebody watches goes on before their eyes; its end, with the result, is asked for. */
function followJob(client: QueryClient, job: Extract<LiveEvent, { kind: "job" }>["job"]): void {
  const { queryKey } = ask(readJob, { job: job.id });
  if (isOpenJob(job)) client.setQueryData<JobShape>(queryKey, (known) => (known && isOpenJob(known) ? { ...known, ...job } : known));
  else void client.invalidateQueries({ queryKey });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
