import { gzipSync } from "node:zlib";
import { HOSTILE } from "./hostile.ts";

/** A request that somebody careless or hostile might send. */
export interface BadRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Random numbers that come again with their seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SINGLE = ["identify", "track", "page", "screen", "group", "alias"];
const OWN = ["messages", "events", "customers", "memberships"];
const LONG = "x".repeat(100_000);
const deep = (open: string, inner: string, close: string) => open.repeat(3_000) + inner + close.repeat(3_000);
const BOMB = gzipSync(Buffer.alloc(30 * 2 ** 20, 0x20), { level: 9 });
const TEN_MEGABYTES = `{"batch":[${'{"type":"track"},'.repeat(620_000)}0]}`;

/** JSON texts of values that a field does not expect. */
const RAW = [
  "null",
  "true",
  "0",
  "-0",
  "1e400",
  "-1e400",
  "1e-400",
  "NaN",
  "Infinity",
  "12345678901234567890",
  "0.1234567890123",
  '""',
  '" "',
  "[]",
  "{}",
  "[[[[]]]]",
  '["a",1,null,{"b":[{}]}]',
  '{"a":{"b":{"c":{"d":1}}}}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"hasOwnProperty":2,"length":3}',
  '"\\ud800"',
  '"\\udc00x\\u0000"',
  '"0000-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59Z"',
  '"+010000-01-01T00:00:00Z"',
  '"2024-02-30"',
  '"2030-01-01T00:00:00Z"',
  '"1969-12-31T23:59:59.999Z"',
  "1700000000000",
  '"undefined"',
  '"[object Object]"',
  JSON.stringify(LONG),
  deep("[", "1", "]"),
  deep('{"a":', "1", "}"),
  ...HOSTILE.map((text) => JSON.stringify(text)),
];
const NAMES = [
  "userId",
  "anonymousId",
  "event",
  "properties",
  "traits",
  "timestamp",
  "sentAt",
  "messageId",
  "context",
  "type",
  "previousId",
].concat([
  "groupId",
  "integrations",
  "originalTimestamp",
  "name",
  "identities",
  "attributes",
  "at",
  "time",
  "id",
  "customer",
  "tag",
  "has",
]);

/** The bad requests of a seed, without end. `keys` are good ones and bad ones. */
export function* badRequests(seed: number, keys: readonly string[]): Generator<BadRequest> {
  const random = randomOf(seed);
  const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const chance = (share: number) => random() < share;

  /** A message as JSON text, some of its fields replaced, taken out or added. */
  const message = (): string => {
    const fields = new Map<string, string>([
      ["type", JSON.stringify(one(SINGLE))],
      ["userId", `"fuzz-${Math.floor(random() * 50)}"`],
      ["event", '"Fuzzed"'],
      ["properties", '{"amount":1,"kind":"a"}'],
      ["messageId", `"m-${Math.floor(random() * 1e9)}"`],
      ["identities", '{"crm":"fuzz"}'],
    ]);
    for (let changes = Math.floor(random() * 4); changes > 0; changes--) {
      const name = one(NAMES);
      if (chance(0.2)) fields.delete(name);
      else if (chance(0.4))
        fields.set(
          one(["properties", "traits", "context", "attributes", "identities"]),
          `{${JSON.stringify(one(["amount", "kind", "email", "phone", "traits", "page", ...HOSTILE]))}:${one(RAW)}}`,
        );
      else fields.set(name, one(RAW));
    }
    return `{${[...fields].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
  };
  const batch = (name: string) =>
    `{"${name}":[${Array.from({ length: Math.floor(random() * 6) }, () => (chance(0.15) ? one(RAW) : message())).join(",")}]}`;

  for (;;) {
    const own = chance(0.35);
    const name = one(OWN);
    const path = own ? `/api/${name}` : `/v1/${one([...SINGLE, "batch", "batch", "import", "i", "t", "b", "m", "nothing"])}`;
    let body: string | Uint8Array = own ? batch(name) : /batch|import|\/b$/.test(path) ? batch("batch") : message();
    const headers: Record<string, string> = {
      "content-type": one(["application/json", "application/json", "text/plain", "text/xml", "x/y; charset=utf-16"]),
    };
    const key = one(keys);
    const way = random();
    if (way < 0.6 || own) headers["authorization"] = chance(0.5) ? `Bearer ${key}` : `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
    else if (way < 0.9) body = body.replace(/^\{/, `{"writeKey":${JSON.stringify(key)},`).replace(/,\}$/, "}");
    const spoil = random();
    if (spoil < 0.06) body = body.slice(0, Math.floor(random() * body.length));
    else if (spoil < 0.1) body = one(RAW);
    else if (spoil < 0.14) body = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)));
    else if (spoil < 0.2) {
      body = gzipSync(body);
      headers["content-encoding"] = "gzip";
    } else if (spoil < 0.21) {
      body = BOMB;
      headers["content-encoding"] = "gzip";
    } else if (spoil < 0.22) headers["content-encoding"] = one(["gzip", "br", "zstd", "nonsense"]);
    else if (spoil < 0.222) body = TEN_MEGABYTES;
    if (chance(0.03)) headers["idempotency-key"] = one(["k", "键", "k".repeat(300), "a b"]).replaceAll(/[^\x20-\x7e]/g, "\u00e9");
    yield { path, method: chance(0.02) ? one(["PUT", "DELETE", "PATCH", "OPTIONS"]) : "POST", headers, body };
  }
}
