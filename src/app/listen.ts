import type { AddressInfo } from "node:net";
import { problem } from "../kernel/index.ts";
import type { App } from "./compose.ts";
import { followLive } from "./live.ts";
import { ownerToken } from "./local.ts";

/**
 * Serves the API and the web application, and keeps members true meanwhile where this process holds the writer lease. Answers with the address to open, and writes it into the lock of the data directory.
 * @throws PORT_TAKEN, ADDRESS_UNUSABLE
 */
export async function listen(app: App): Promise<string> {
  const { host, port, publicUrl } = app.config;
  const server = await app.server();
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") throw problem("PORT_TAKEN", { host, port }, error);
    throw problem("ADDRESS_UNUSABLE", { host, port, reason: (error as Error).message }, error);
  }
  const bound = (server.server.address() as AddressInfo).port;
  const address = `http://${hostInUrl(host)}:${bound}`;
  app.engine.announce(publicUrl ?? address, { url: address, token: ownerToken });
  app.whileHolding(() => followLive(app));
  await app.jobs.serve();
  app.log.info({ address }, "serving");
  return address;
}

/** A wildcard address is reached at localhost; IPv6 goes in brackets. */
function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
