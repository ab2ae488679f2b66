import { useQueryClient } from "@tanstack/react-query";
import { listDepartments, listHoldings, listPeople, listSessions, readSession } from "../../../../contract/index.ts";

const SHOWN = [listPeople, listDepartments, listHoldings, listSessions, readSession];

/** Loads again what shows people. The session is included: a person may change their own name or role. */
export function usePeopleChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(SHOWN.map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  };
}
