import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { problem } from "../../kernel/index.ts";
import { isInner, isWithin } from "./networks.ts";

/** The inner addresses that are allowed, and the setting that allows them. */
export interface Allowance {
  readonly networks: readonly string[];
  readonly setting: string;
}

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * The address to connect to for a host. The name is resolved once, and the connection uses exactly this address. Otherwise the name could
 * resolve to another address after the check. If one of several addresses is refused, the name is refused.
 * @throws ADDRESS_REFUSED, ADDRESS_UNKNOWN
 */
export async function resolveAllowed(host: string, { networks, setting }: Allowance): Promise<Address> {
  const plain = host.replace(/^\[(.*)\]$/, "$1");
  const found = isIP(plain) ? [{ address: plain, family: isIP(plain) }] : await addressesOf(plain);
  const refused = found.find(({ address }) => isInner(address) && !isWithin(address, networks));
  if (refused) throw problem("ADDRESS_REFUSED", { host, address: refused.address, setting });
  // IPv4 first: on a network without an IPv6 route, the other would time out.
  const [first] = found.toSorted((a, b) => a.family - b.family);
  return first as Address;
}

async function addressesOf(host: string): Promise<{ address: string; family: number }[]> {
  try {
    const found = await lookup(host, { all: true });
    if (found.length > 0) return found;
  } catch (cause) {
    throw problem("ADDRESS_UNKNOWN", { host }, cause);
  }
  throw problem("ADDRESS_UNKNOWN", { host });
}
