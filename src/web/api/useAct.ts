import { useMutation, type UseMutationOptions } from "@tanstack/react-query";
import type { InputOf, Operation, ResponseOf } from "../../contract/index.ts";
import { api } from "./client.ts";
import type { ApiProblem } from "./problem.ts";

/** A changing operation: `const save = useAct(saveSegment); save.mutate({ name, where })`. */
export function useAct<O extends Operation>(
  operation: O,
  options: Omit<UseMutationOptions<ResponseOf<O>, ApiProblem, InputOf<O>>, "mutationFn"> = {},
) {
  return useMutation<ResponseOf<O>, ApiProblem, InputOf<O>>({ ...options, mutationFn: (input) => api(operation, input) });
}
