export { TEMPLATES } from "./library/index.ts";
export { listTemplates } from "./listTemplates.ts";
export { previewTemplate } from "./previewTemplate.ts";
