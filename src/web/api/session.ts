import { useQuery } from "@tanstack/react-query";
import { readSession, type SessionShape } from "../../contract/index.ts";
import type { Permission } from "../../kernel/index.ts";
import { ask } from "./queries.ts";

/** Who is signed in. The address decides whether anybody must be (router.tsx), so this never asks by itself. */
export function useSession(): SessionShape | undefined {
  return useQuery({ ...ask(readSession, {}), enabled: false }).data;
}

/** Whether the person may do it; what they may not do is not offered. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}
