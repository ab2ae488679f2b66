import { useQuery } from "@tanstack/react-query";
import { readJob, type JobShape, isOpenJob } from "../../contract/index.ts";
import { ask } from "./queries.ts";

/** The current state of a job until it ends; undefined before the first answer. */
export function useJob(job: string | undefined): JobShape | undefined {
  const { data } = useQuery({
    ...ask(readJob, { job: job ?? "" }),
    enabled: job !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isOpenJob(state.data) ? false : 600),
  });
  return job === undefined ? undefined : data;
}
