import { z } from "zod";
import { operation } from "../define.ts";

export const DepartmentShape = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** Active people of this department itself, and of it with all departments below. */
  people: z.number().int(),
  peopleBelow: z.number().int(),
});
export type DepartmentShape = z.output<typeof DepartmentShape>;

const Name = z.string().trim().min(1).max(100);
const params = z.object({
  department: z.string().min(1).max(1000).meta({ description: "An id, a path (`Sales/East`), or a name that only one has" }),
});

export const listDepartments = operation({
  id: "listDepartments",
  method: "GET",
  path: "/departments",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "部门树，上级在前", en: "The tree of departments; a parent comes before its children" },
  response: z.object({ items: z.array(DepartmentShape) }),
});

export const createDepartment = operation({
  id: "createDepartment",
  method: "POST",
  path: "/departments",
  room: "access",
  permission: "team.manage",
  status: 201,
  summary: { zh: "新建部门", en: "Create a department" },
  body: z.object({ name: Name, parent: z.string().max(1000).nullable().default(null) }).strict(),
  response: DepartmentShape,
});

export const changeDepartment = operation({
  id: "changeDepartment",
  method: "PATCH",
  path: "/departments/:department",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "重命名或移动部门", en: "Rename or move a department" },
  params,
  body: z
    .object({ name: Name, parent: z.string().max(1000).nullable() })
    .partial()
    .strict(),
  response: DepartmentShape,
});

export const removeDepartment = operation({
  id: "removeDepartment",
  method: "DELETE",
  path: "/departments/:department",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "删除空部门", en: "Remove a department without people and departments below" },
  params,
  response: z.object({ ok: z.literal(true) }),
});
