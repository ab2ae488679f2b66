import type { Seal } from "../access/index.ts";
import type { WebhookDeps } from "../actions/index.ts";
import type { SourceDeps } from "../sources/index.ts";
import { formatSize, SETTINGS, type Config } from "./config/index.ts";

/** Of an app: its configuration, and the seal of other people's secrets. */
export interface Configured {
  readonly config: Config;
  readonly seal: Seal;
}

/** What data sources are read with besides the stores. */
export function sourceDeps({ seal, config }: Configured): SourceDeps {
  return {
    seal,
    allowance: { networks: config.sourceNetworks, setting: SETTINGS.sourceNetworks.variable },
    folders: { folders: config.sourceFolders, setting: SETTINGS.sourceFolders.variable },
    limit: { bytes: config.uploadBytes, text: formatSize(config.uploadBytes) },
  };
}

/** What webhooks are sent with besides the stores. */
export function webhookDeps({ seal, config }: Configured): WebhookDeps {
  return { seal, allowance: { networks: config.webhookNetworks, setting: SETTINGS.webhookNetworks.variable } };
}
