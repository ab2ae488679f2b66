export { openApp, operatorContext, type App, type AppParts, type ContextFor } from "./compose.ts";
export { readConfig, SETTINGS, formatSize, parseSize, type Config, type ConfigSources } from "./config/index.ts";
export { asProblem } from "./failure.ts";
export type { Job, JobKind, Jobs, JobWork, StartJob } from "./jobs/index.ts";
export { listen } from "./listen.ts";
export { isLocalRequest, localTransport, type LocalRequest, type LocalResponse } from "./local.ts";
export { createLog } from "./log.ts";
export { closeOnSignal } from "./shutdown.ts";
export { storeUpload } from "./uploads/index.ts";
