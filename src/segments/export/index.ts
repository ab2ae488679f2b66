export { exportCustomers, listExportColumns, type Exported, type ExportInput } from "./customers.ts";
export { dropOldExports, fileCustomers, keepFile, readExport, sweepExportsJob } from "./file.ts";
export { tagsOut, type TagRow } from "./tags.ts";
export { FORMATS, streamOut } from "./write.ts";
