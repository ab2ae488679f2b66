export { EXPORT_JOB, exportJob } from "./exportJob.ts";
export { exportCustomers, listExportColumns, type Exported, type ExportInput } from "./exportCustomers.ts";
export { exportTagDictionary } from "./dictionary/exportTagDictionary.ts";
export { exportTags } from "./exportTags.ts";
export { dropOldExports, fileCustomers, readExport, sweepExportsJob } from "./file.ts";
export { FORMATS } from "./write.ts";
