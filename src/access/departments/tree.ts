import type { Records, RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";

export interface Department {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

/** The departments by id. */
export type DepartmentTree = ReadonlyMap<string, Department>;

export async function readDepartments(records: Records | RecordsTx): Promise<DepartmentTree> {
  const rows = await records.selectFrom("departments").select(["id", "name", "parent"]).orderBy("folded").execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A department and those above it, the nearest first. Empty for null and for a department that is gone. */
export function departmentsAbove(tree: DepartmentTree, id: string | null): Department[] {
  const above: Department[] = [];
  for (let next = id === null ? undefined : tree.get(id); next; next = next.parent === null ? undefined : tree.get(next.parent))
    above.push(next);
  return above;
}

/** A department and all below it. */
export function departmentsBelow(tree: DepartmentTree, id: string): ReadonlySet<string> {
  return new Set([...tree.keys()].filter((each) => departmentsAbove(tree, each).some((above) => above.id === id)));
}

/** The department with this id, path (`销售部/华东`) or, where only one has it, name. @throws DEPARTMENT_NOT_FOUND, DEPARTMENT_AMBIGUOUS */
export function departmentIn(tree: DepartmentTree, wanted: string): Department {
  const byId = tree.get(wanted);
  if (byId) return byId;
  const folded = foldName(wanted);
  const all = [...tree.values()];
  const byPath = all.find(({ id }) => foldName(pathOf(tree, id)) === folded);
  if (byPath) return byPath;
  const named = all.filter(({ name }) => foldName(name) === folded);
  if (named.length > 1)
    throw problem("DEPARTMENT_AMBIGUOUS", { department: wanted.slice(0, 100), paths: named.map(({ id }) => pathOf(tree, id)) });
  if (!named[0]) throw problem("DEPARTMENT_NOT_FOUND", { department: wanted.slice(0, 100) });
  return named[0];
}

/** The names from the top of the tree, with slashes between them. */
export function pathOf(tree: DepartmentTree, id: string): string {
  return departmentsAbove(tree, id)
    .toReversed()
    .map(({ name }) => name)
    .join("/");
}

/** Two names that look alike are one name. */
export function foldName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}
