import type { PlatformFacts } from "./platform.ts";

export const erpPlatform: PlatformFacts = { code: "erp", name: { zh: "ERP", en: "ERP" } };
