import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { problem } from "../../kernel/index.ts";
import { isInner, isWithin } from "./networks.ts";

/** What of the inner network may be reached after all, and the setting that says so. */
export interface Allowance {
  readonly networks: readonly string[];
  readonly setting: string;
}

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * The address to connect to for a host. It is looked up once, and whoever connects uses exactly this address, so that a name cannot
 * mean one thing when it is checked and another when it is called. One refused address among several refuses the name.
 * @throws ADDRESS_REFUSED, ADDRESS_UNKNOWN
 */
export async function resolveAllowed(host: string, { networks, setting }: Allowance): Promise<Address> {
  const plain = host.replace(/^\[(.*)\]$/, "$1");
  const found = isIP(plain) ? [{ address: plain, family: isIP(plain) }] : await addressesOf(plain);
  const refused = found.find(({ address }) => isInner(address) && !isWithin(address, networks));
  if (refused) throw problem("ADDRESS_REFUSED", { host, address: refused.address, setting });
  // IPv4 first: where a network has no way to IPv6 the other would only time out.
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
