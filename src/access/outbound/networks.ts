import { BlockList, isIP } from "node:net";

/** Addresses that lead into the own machine or network, or nowhere at all. */
const INNER = listOf([
  "0.0.0.0/8", // this host
  "10.0.0.0/8",
  "100.64.0.0/10", // shared by carriers
  "127.0.0.0/8",
  "169.254.0.0/16", // link-local, with the clouds' metadata
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
  "::/96", // unspecified, loopback, IPv4-compatible
  "100::/64",
  "2001::/32", // Teredo
  "2001:db8::/32",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
]);

/** Forms of IPv6 that carry an IPv4 address, with where in the address it stands, in groups of 16 bits. */
const CARRIERS = [
  { network: listOf(["64:ff9b::/96", "64:ff9b:1::/48"]), at: 6 },
  { network: listOf(["2002::/16"]), at: 1 },
] as const;

/** Whether the address, IPv4 or IPv6, is one of the inner network. What is no address counts as inner. */
export function isInner(address: string): boolean {
  const plain = address.split("%", 1)[0]!;
  const family = isIP(plain);
  if (family === 0) return true;
  // Mapped addresses (::ffff:10.0.0.1) are looked up as the IPv4 address they mean.
  if (INNER.check(plain, family === 4 ? "ipv4" : "ipv6")) return true;
  if (family === 4) return false;
  const carrier = CARRIERS.find(({ network }) => network.check(plain, "ipv6"));
  return carrier !== undefined && isInner(carried(plain, carrier.at));
}

/** Whether a person wrote a network: `10.1.0.0/16`, `127.0.0.1`, `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const match = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text);
  const family = match ? isIP(match[1]!) : 0;
  return family !== 0 && (match![2] === undefined || Number(match![2]) <= (family === 4 ? 32 : 128));
}

/** Whether the address lies in one of the networks. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const plain = address.split("%", 1)[0]!;
  const family = isIP(plain);
  return family !== 0 && listOf(networks).check(plain, family === 4 ? "ipv4" : "ipv6");
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    list.addSubnet(address, bits === undefined ? (family === "ipv4" ? 32 : 128) : Number(bits), family);
  }
  return list;
}

/** The IPv4 address in an IPv6 one, from the group of 16 bits at which it begins. */
function carried(address: string, at: number): string {
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(":"),
  );
  const [head = "", tail] = dotted.split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const groups = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => "0"), ...after];
  return groups
    .slice(at, at + 2)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join(".");
}
