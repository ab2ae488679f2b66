import type { Transport } from "./types.ts";

/**
 * Keeps the cookies of answers and sends them back, as a browser at `origin` does, for the one command that signs in as a person.
 * The cookies are only in memory.
 */
export function withCookies(transport: Transport, origin: string): Transport {
  const jar = new Map<string, string>();
  return {
    async request(request) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await transport.request({ ...request, headers: { ...request.headers, origin, ...(cookie && { cookie }) } });
      for (const line of [response.headers["set-cookie"] ?? []].flat()) {
        const [, name = "", value = ""] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      return response;
    },
    async close() {
      jar.clear();
    },
  };
}
