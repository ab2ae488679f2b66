export { changeDepartment, type ChangeDepartment } from "./changeDepartment.ts";
export { createDepartment } from "./createDepartment.ts";
export { listDepartments } from "./listDepartments.ts";
export { removeDepartment } from "./removeDepartment.ts";
export { departmentIn, readDepartments } from "./tree.ts";
