import { useQueryClient } from "@tanstack/react-query";
import { listDepartments, listHoldings, listInvitations, listPeople, listSessions, readSession } from "../../../../contract/index.ts";

const SHOWN = [listPeople, listInvitations, listDepartments, listHoldings, listSessions, readSession];

/** Loads again what shows people. The session is included: a person may change their own name or role. */
export function usePeopleChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(SHOWN.map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  };
}
