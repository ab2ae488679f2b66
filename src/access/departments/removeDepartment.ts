import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { deleteGrantsOf } from "../grants/grants.ts";
import { lockDepartments } from "./check.ts";
import { departmentIn } from "./tree.ts";

/** Removes an empty department, with the grants that name it. @throws DEPARTMENT_NOT_FOUND, DEPARTMENT_NOT_EMPTY */
export async function removeDepartment({ ctx, input }: Verb<{ department: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "team.manage");
  await ctx.records.transaction().execute(async (tx) => {
    const tree = await lockDepartments(tx);
    const { id, name, parent } = departmentIn(tree, input.department);
    // Whoever puts a person into it at this moment locks the row (FOR KEY SHARE).
    await tx.selectFrom("departments").select("id").where("id", "=", id).forUpdate().execute();
    const below = [...tree.values()].filter((each) => each.parent === id).length;
    // Disabled people count: they keep their department for when they are enabled again.
    const people = (await tx.selectFrom("people").select("id").where("department", "=", id).execute()).length;
    if (below > 0 || people > 0) throw problem("DEPARTMENT_NOT_EMPTY", { name, people, below });
    const grants = await deleteGrantsOf(tx, { kind: "department", id });
    await tx.deleteFrom("departments").where("id", "=", id).execute();
    await audit(tx, ctx, "department.remove", { department: id, before: { name, parent, grants } });
  });
  return { ok: true };
}
