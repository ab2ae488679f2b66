import type { DepartmentShape } from "../../contract/index.ts";
import type { Records, RecordsTx, Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { departmentsAbove, readDepartments, type DepartmentTree } from "./tree.ts";

/** The tree of departments with their people, in preorder. */
export async function listDepartments({ ctx }: Verb<object>): Promise<{ items: DepartmentShape[] }> {
  requirePermission(ctx, "team.manage");
  const tree = await readDepartments(ctx.records);
  const shape = await shapes(ctx.records, tree);
  const children = Map.groupBy(tree.values(), ({ parent }) => parent);
  const below = (parent: string | null): DepartmentShape[] => (children.get(parent) ?? []).flatMap(({ id }) => [shape(id), ...below(id)]);
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
  const own = new Map(rows.map(({ department, people }) => [department, Number(people)]));
  const all = new Map<string, number>();
  for (const [department, people] of own) for (const { id } of departmentsAbove(tree, department)) all.set(id, (all.get(id) ?? 0) + people);
  return (id) => {
    const { name, parent } = tree.get(id)!;
    return { id, name, parent, people: own.get(id) ?? 0, peopleBelow: all.get(id) ?? 0 };
  };
}
