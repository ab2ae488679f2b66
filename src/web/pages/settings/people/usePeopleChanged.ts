import { useQueryClient } from "@tanstack/react-query";
import { listDepartments, listHoldings, listInvitations, listPeople, listSessions } from "../../../../contract/index.ts";
import { useSessionChanged } from "../../../api/session.ts";

const SHOWN = [listPeople, listInvitations, listDepartments, listHoldings, listSessions];

/** Loads again what shows people. The session is included: a person may change their own name or role. */
export function usePeopleChanged(): () => Promise<void> {
  const client = useQueryClient();
  const sessionChanged = useSessionChanged();
  return async () => {
    await Promise.all([sessionChanged(), ...SHOWN.map(({ id }) => client.invalidateQueries({ queryKey: [id] }))]);
  };
}
