import type { PersonRole, PersonShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { departmentIn, departmentsBelow, foldName, readDepartments } from "../departments/tree.ts";
import { describePeople } from "./rows.ts";

export interface ListPeople {
  /** Part of a name or login, in any case and width. */
  readonly q?: string | undefined;
  readonly role?: PersonRole | undefined;
  /** An id, with the departments below; `none`: people without a department. */
  readonly department?: string | undefined;
  readonly state: "active" | "disabled" | "all";
}

/** People by name. @throws DEPARTMENT_NOT_FOUND */
export async function listPeople({ ctx, input }: Verb<ListPeople>): Promise<{ items: PersonShape[] }> {
  requirePermission(ctx, "team.manage");
  const { q, role, department, state } = input;
  const tree = await readDepartments(ctx.records);
  let query = ctx.records.selectFrom("people").selectAll().orderBy("name").orderBy("id");
  if (role !== undefined) query = query.where("role", "=", role);
  if (state !== "all") query = query.where("disabled_at", state === "active" ? "is" : "is not", null);
  if (department === "none") query = query.where("department", "is", null);
  else if (department !== undefined)
    query = query.where("department", "in", [...departmentsBelow(tree, departmentIn(tree, department).id)]);
  const rows = await query.execute();
  const wanted = foldName(q ?? "");
  const found = rows.filter(({ login, name }) => foldName(name).includes(wanted) || login.includes(wanted));
  return { items: await describePeople(ctx.records, found, tree) };
}
