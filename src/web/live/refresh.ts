import type { Query, QueryClient } from "@tanstack/react-query";
import { readJob, type JobShape, type LiveEvent, isOpenJob } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { staleBy } from "./stale.ts";

/** Events within this time are handled together. */
const GATHER_MILLISECONDS = 200;
/** The pause after a refetch, as a multiple of its duration, so that pages do not overload a busy server. */
const REST_FACTOR = 4;
const LEAST_REST_MILLISECONDS = 300;
const LONGEST_REST_MILLISECONDS = 15_000;
/** A list with more loaded pages is not refetched, because rows would move while somebody reads. */
const REFETCHED_PAGES = 5;

/** Refetches visible queries that events made stale, in batches; others are only marked stale. Returns the function that takes events. */
export function refresher(client: QueryClient): (events: readonly LiveEvent[]) => void {
  let waiting: LiveEvent[] = [];
  let busy = false;
  return (events) => {
    for (const event of events) if (event.kind === "job") updateJob(client, event.job);
    waiting.push(...events);
    if (!busy) void flush();
  };

  async function flush(): Promise<void> {
    busy = true;
    await pause(GATHER_MILLISECONDS);
    while (waiting.length > 0) {
      const stale = staleBy(waiting);
      waiting = [];
      const began = performance.now();
      const predicate = ({ queryKey }: Query): boolean => stale(queryKey);
      await client.invalidateQueries({ predicate, refetchType: "none" });
      await client.refetchQueries({ type: "active", predicate: (query) => predicate(query) && !isDeep(query) });
      await pause(Math.min(LONGEST_REST_MILLISECONDS, Math.max(LEAST_REST_MILLISECONDS, REST_FACTOR * (performance.now() - began))));
    }
    busy = false;
  }
}

function isDeep({ state }: Query): boolean {
  const pages = (state.data as { pages?: readonly unknown[] } | undefined)?.pages;
  return pages !== undefined && pages.length > REFETCHED_PAGES;
}

/** Updates the cached progress of a job. When it ends, the result is fetched. */
function updateJob(client: QueryClient, job: Extract<LiveEvent, { kind: "job" }>["job"]): void {
  const { queryKey } = ask(readJob, { job: job.id });
  if (isOpenJob(job)) client.setQueryData<JobShape>(queryKey, (cached) => (cached && isOpenJob(cached) ? { ...cached, ...job } : cached));
  else void client.invalidateQueries({ queryKey });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
