import { useQuery, useQueryClient } from "@tanstack/react-query";
import { readSession, type SessionShape } from "../../contract/index.ts";
import type { Permission } from "../../kernel/index.ts";
import { ask } from "./queries.ts";

/** The signed-in person. The router reads the session (router.tsx), so this sends no request. */
export function useSession(): SessionShape | undefined {
  return useQuery({ ...ask(readSession, {}), enabled: false }).data;
}

/** Reads the session again: after a change of the person's own name or role. The query of useSession is off, so invalidating does nothing. */
export function useSessionChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.fetchQuery({ ...ask(readSession, {}), staleTime: 0 });
  };
}

/** Whether the person has a permission. Actions without permission are not offered. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}
