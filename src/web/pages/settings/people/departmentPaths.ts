import type { DepartmentShape } from "../../../../contract/index.ts";

export interface DepartmentPath {
  readonly id: string;
  /** `销售部 / 华东` */
  readonly label: string;
  /** 1 for a department without a parent. */
  readonly level: number;
}

/** The path of each department. The list is in preorder, so a parent comes before its children. */
export function departmentPaths(departments: readonly Pick<DepartmentShape, "id" | "name" | "parent">[]): DepartmentPath[] {
  const paths = new Map<string, DepartmentPath>();
  for (const { id, name, parent } of departments) {
    const above = parent === null ? undefined : paths.get(parent);
    paths.set(id, { id, label: above ? `${above.label} / ${name}` : name, level: (above?.level ?? 0) + 1 });
  }
  return [...paths.values()];
}

/** The department and everything below it: the places it cannot move to. */
export function withBelow(departments: readonly Pick<DepartmentShape, "id" | "parent">[], top: string): ReadonlySet<string> {
  const below = new Set([top]);
  for (const { id, parent } of departments) if (parent !== null && below.has(parent)) below.add(id);
  return below;
}
