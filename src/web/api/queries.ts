import { QueryClient, type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InputOf, Operation, ResponseOf } from "../../contract/index.ts";
import { api } from "./client.ts";
import { ApiProblem } from "./problem.ts";

/** A reading operation as a query: `useQuery(ask(readTag, { tag }))`. */
export function ask<O extends Operation>(operation: O, input: InputOf<O>) {
  return queryOptions<ResponseOf<O>, ApiProblem>({
    queryKey: [operation.id, input],
    queryFn: ({ signal }) => api(operation, input, signal),
  });
}

interface Page {
  readonly next: string | null;
}

/** A reading operation with pages, as an infinite query. */
export function askPages<O extends Operation>(operation: O, input: Omit<InputOf<O>, "cursor">) {
  type Answer = ResponseOf<O> & Page;
  return infiniteQueryOptions<Answer, ApiProblem, InfiniteData<Answer>, readonly unknown[], string | undefined>({
    queryKey: [operation.id, "pages", input],
    queryFn: ({ signal, pageParam }) => api(operation, { ...input, cursor: pageParam } as InputOf<O>, signal) as Promise<Answer>,
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** @param signedOut Called when a call fails because the session has ended. */
export function makeQueryClient(signedOut: () => void): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        // Only a server that was not reached is asked again: repeating a refused request gives the same answer.
        retry: (failures, error) => error instanceof ApiProblem && (error.status === 0 || error.status === 503) && failures < 2,
        refetchOnWindowFocus: true,
      },
    },
  });
  const watch = (error: unknown): void => {
    if (error instanceof ApiProblem && error.status === 401) signedOut();
  };
  client.getQueryCache().config.onError = watch;
  client.getMutationCache().config.onError = watch;
  return client;
}
