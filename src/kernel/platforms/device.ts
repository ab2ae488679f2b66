import type { PlatformFacts } from "./platform.ts";

export const devicePlatform: PlatformFacts = { code: "device", name: { zh: "设备", en: "Device" }, aliases: ["设备"] };
