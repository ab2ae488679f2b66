import type { DepartmentShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { checkDepartmentName, lockDepartments } from "./check.ts";
import { shownDepartment } from "./listDepartments.ts";
import { departmentIn, foldName } from "./tree.ts";

/** @throws DEPARTMENT_NOT_FOUND for the parent, DEPARTMENT_NAME_TAKEN, TEXT_UNUSABLE */
export async function createDepartment({ ctx, input }: Verb<{ name: string; parent: string | null }>): Promise<DepartmentShape> {
  requirePermission(ctx, "team.manage");
  const name = input.name.trim();
  return ctx.records.transaction().execute(async (tx) => {
    const tree = await lockDepartments(tx);
    const parent = input.parent === null ? null : departmentIn(tree, input.parent).id;
    checkDepartmentName(tree, { id: null, name, parent });
    const id = newId(ctx.clock());
    await tx
      .insertInto("departments")
      .values({ id, name, folded: foldName(name), parent, created_at: new Date(ctx.clock()) })
      .execute();
    await audit(tx, ctx, "department.create", { department: id, name, parent });
    return shownDepartment(tx, id);
  });
}
