export { readConfig, type ConfigSources } from "./read.ts";
export { SETTINGS, type Config, type SettingName } from "./settings.ts";
export { formatSize, parseSize } from "./size.ts";
