import ipaddr from "ipaddr.js";
import { isIP } from "node:net";

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;

/** Inner ranges that the library takes for ordinary internet addresses. */
const MORE_INNER = ["::/96"].map((network) => ipaddr.parseCIDR(network));

/** IPv6 ranges that contain an IPv4 address, with its position in bytes. */
const CARRIERS: Readonly<Partial<Record<ReturnType<Parsed["range"]>, number>>> = {
  ipv4Mapped: 12, // ::ffff:10.0.0.1
  rfc6145: 12, // ::ffff:0:10.0.0.1
  rfc6052: 12, // 64:ff9b::10.0.0.1
  "6to4": 2, // 2002:a00:1::
};

/**
 * Whether an IPv4 or IPv6 address belongs to an inner network. A text that is not an address, or an address that is not for the internet,
 * counts as inner.
 */
export function isInner(address: string): boolean {
  const parsed = parse(address);
  if (parsed === undefined || MORE_INNER.some((network) => isIn(parsed, network))) return true;
  const range = parsed.range();
  const at = CARRIERS[range];
  if (at === undefined) return range !== "unicast";
  return isInner(ipaddr.fromByteArray(parsed.toByteArray().slice(at, at + 4)).toString());
}

/** Whether a text is a network: `10.1.0.0/16`, `127.0.0.1`, `fd00::/8`. */
export function isNetwork(text: string): boolean {
  return networkOf(text) !== undefined;
}

/** Whether an address is in one of the networks. An IPv4 address in IPv6 form is checked as IPv4. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const parsed = parse(address);
  if (parsed === undefined) return false;
  const plain = ipaddr.process(parsed.toString());
  return networks.some((text) => {
    const network = networkOf(text);
    return network !== undefined && (isIn(parsed, network) || isIn(plain, network));
  });
}

function isIn(address: Parsed, network: [Parsed, number]): boolean {
  return address.kind() === network[0].kind() && address.match(network);
}

/** Without the zone (`%eth0`). Node must accept it as an address too, because the library alone would read `0x7f.1`. */
function parse(address: string): Parsed | undefined {
  const plain = address.split("%", 1)[0]!;
  return isIP(plain) === 0 ? undefined : ipaddr.parse(plain);
}

function networkOf(text: string): [Parsed, number] | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const parsed = address.includes("%") ? undefined : parse(address);
  if (parsed === undefined || rest.length > 0) return undefined;
  const most = parsed.kind() === "ipv4" ? 32 : 128;
  if (bits === undefined) return [parsed, most];
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? [parsed, Number(bits)] : undefined;
}
