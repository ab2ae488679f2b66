import type { DepartmentShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { checkDepartmentName, lockDepartments } from "./check.ts";
import { shownDepartment } from "./listDepartments.ts";
import { departmentIn, departmentsBelow, foldName } from "./tree.ts";

export interface ChangeDepartment {
  readonly department: string;
  readonly name?: string | undefined;
  readonly parent?: string | null | undefined;
}

/**
 * Renames or moves a department with everything below it.
 * @throws DEPARTMENT_NOT_FOUND, DEPARTMENT_UNDER_ITSELF, DEPARTMENT_NAME_TAKEN, TEXT_UNUSABLE
 */
export async function changeDepartment({ ctx, input }: Verb<ChangeDepartment>): Promise<DepartmentShape> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    const tree = await lockDepartments(tx);
    const before = departmentIn(tree, input.department);
    const { id } = before;
    const name = input.name?.trim() ?? before.name;
    const wanted = input.parent === undefined ? before.parent : input.parent;
    const parent = wanted === null ? null : departmentIn(tree, wanted).id;
    if (parent !== null && departmentsBelow(tree, id).has(parent)) throw problem("DEPARTMENT_UNDER_ITSELF", { name: before.name });
    checkDepartmentName(tree, { id, name, parent });
    await tx
      .updateTable("departments")
      .set({ name, folded: foldName(name), parent })
      .where("id", "=", id)
      .execute();
    await audit(tx, ctx, "department.change", {
      department: id,
      before: { name: before.name, parent: before.parent },
      after: { name, parent },
    });
    return shownDepartment(tx, id);
  });
}
