import { sql as recordsSql } from "kysely";
import type { RecordsTx } from "../../engine/index.ts";
import { problem, unusableTexts } from "../../kernel/index.ts";
import { foldName, readDepartments, type Department, type DepartmentTree } from "./tree.ts";

/** The tree, which nobody else changes until the transaction ends: two moves at once could otherwise close a circle. */
export async function lockDepartments(tx: RecordsTx): Promise<DepartmentTree> {
  await recordsSql`lock table departments in share row exclusive mode`.execute(tx);
  return readDepartments(tx);
}

/** @throws TEXT_UNUSABLE, DEPARTMENT_NAME_TAKEN when another department below the same parent has the name */
export function checkDepartmentName(tree: DepartmentTree, { id, name, parent }: Omit<Department, "id"> & { id: string | null }): void {
  if (unusableTexts({ name }).length > 0) throw problem("TEXT_UNUSABLE", {});
  const folded = foldName(name);
  const taken = [...tree.values()].some((each) => each.parent === parent && each.id !== id && foldName(each.name) === folded);
  if (taken) throw problem("DEPARTMENT_NAME_TAKEN", { name });
}
