import type { AddressInfo } from "node:net";
import { createKey } from "../../src/access/index.ts";
import type { Role } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "./app.ts";

export interface TrackedApp extends TestApp {
  /** Where it listens. */
  readonly url: string;
  /** A new key's secret. */
  key(role: Role): Promise<string>;
  /** The customer that an identity names, as the API shows it; null when there is none. */
  customer(ref: string): Promise<Customer | null>;
  /** The events of that customer, oldest first. */
  events(ref: string): Promise<Event[]>;
}

export interface Customer {
  readonly customer: number;
  readonly identities: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}
export interface Event {
  readonly event: string;
  readonly time: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A Tagwise that listens on this machine, for client libraries to send to. */
export async function openTracked(options: Parameters<typeof openTestApp>[0] = {}): Promise<TrackedApp> {
  const tagwise = await openTestApp(options);
  await tagwise.server.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(tagwise.server.server.address() as AddressInfo).port}`;
  return {
    ...tagwise,
    url,
    async key(role) {
      return (await createKey({ ctx: tagwise.ctx, input: { name: `${role} of a test`, role } })).secret;
    },
    async customer(ref) {
      const response = await tagwise.ask("administrator", { url: `/api/customers/${encodeURIComponent(ref)}` });
      if (response.statusCode === 404) return null;
      const { customer, identities, attributes } = response.json<{
        customer: number;
        identities: { platform: string; external: string }[];
        attributes: { code: string; value: unknown }[];
      }>();
      return {
        customer,
        identities: identities.map(({ platform, external }) => `${platform}:${external}`),
        attributes: Object.fromEntries(attributes.map(({ code, value }) => [code, value])),
      };
    },
    async events(ref) {
      const response = await tagwise.ask("administrator", { url: `/api/customers/${encodeURIComponent(ref)}/events?limit=500` });
      return response
        .json<{ items: Event[] }>()
        .items.map(({ event, time, properties }) => ({ event, time, properties }))
        .toReversed();
    },
  };
}
