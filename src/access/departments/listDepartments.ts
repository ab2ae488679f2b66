import type { DepartmentShape } from "../../contract/index.ts";
import type { Records, RecordsTx, Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { departmentsBelow, readDepartments, type DepartmentTree } from "./tree.ts";

/** The tree of departments with their people, in preorder. */
export async function listDepartments({ ctx }: Verb<object>): Promise<{ items: DepartmentShape[] }> {
  requirePermission(ctx, "team.manage");
  const tree = await readDepartments(ctx.records);
  const shape = await shapes(ctx.records, tree);
  const below = (parent: string | null): DepartmentShape[] =>
    [...tree.values()].filter((each) => each.parent === parent).flatMap(({ id }) => [shape(id), ...below(id)]);
  return { items: below(null) };
}

export async function shownDepartment(records: Records | RecordsTx, id: string): Promise<DepartmentShape> {
  return (await shapes(records, await readDepartments(records)))(id);
}

async function shapes(records: Records | RecordsTx, tree: DepartmentTree): Promise<(id: string) => DepartmentShape> {
  const rows = await records
    .selectFrom("people")
    .select(({ fn }) => ["department", fn.countAll<number>().as("people")])
    .where("disabled_at", "is", null)
    .where("department", "is not", null)
    .groupBy("department")
    .execute();
  const counts = new Map(rows.map(({ department, people }) => [department, Number(people)]));
  return (id) => {
    const { name, parent } = tree.get(id)!;
    const peopleBelow = [...departmentsBelow(tree, id)].reduce((sum, each) => sum + (counts.get(each) ?? 0), 0);
    return { id, name, parent, people: counts.get(id) ?? 0, peopleBelow };
  };
}
