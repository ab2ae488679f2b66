import { useQuery } from "@tanstack/react-query";
import { readJob, type JobShape, isOpenJob } from "../../contract/index.ts";
import { ask } from "./queries.ts";

/** Follows a job until it ends. Undefined before it is known. */
export function useJob(job: string | undefined): JobShape | undefined {
  const { data } = useQuery({
    ...ask(readJob, { job: job ?? "" }),
    enabled: job !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isOpenJob(state.data) ? false : 600),
  });
  return job === undefined ? undefined : data;
}
