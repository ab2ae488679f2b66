import { useQuery } from "@tanstack/react-query";
import { readSession, type SessionShape } from "../../contract/index.ts";
import type { Permission } from "../../kernel/index.ts";
import { ask } from "./queries.ts";

/** The signed-in person. The router reads the session (router.tsx), so this sends no request. */
export function useSession(): SessionShape | undefined {
  return useQuery({ ...ask(readSession, {}), enabled: false }).data;
}

/** Whether the person has a permission. Actions without permission are not offered. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}
