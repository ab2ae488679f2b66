import { createWriteStream } from "node:fs";
import { basename, join } from "node:path";
import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import { drain, readAddress, requestOutbound, type Allowance } from "../../access/index.ts";
import type { SourcePlace } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { MOST_OBJECTS, READABLE, type ObjectPlace, type SourceObject } from "./objects.ts";

type Bucket = Extract<SourcePlace, { kind: "bucket" }>;

const LIST_MILLISECONDS = 60_000;
const FETCH_MILLISECONDS = 3_600_000;
const LIST_BYTES = 8 * 2 ** 20;

interface BucketRead {
  readonly secret: string | null;
  readonly allowance: Allowance;
  readonly limit: { readonly bytes: number; readonly text: string };
  readonly signal: AbortSignal;
}

/** A bucket of Amazon S3 or of what speaks like it, by signed requests (signature version 4), addressed by path. */
export function openBucket(place: Bucket, { secret, allowance, limit, signal }: BucketRead): ObjectPlace {
  const root = readAddress(place.endpoint);
  const address = (key: string): URL => {
    const url = new URL(root);
    const path = [root.pathname.replace(/\/+$/, ""), place.bucket, ...key.split("/")].map((part, index) =>
      index === 0 ? part : encodeURIComponent(part),
    );
    url.pathname = path.join("/");
    return url;
  };
  const get = async (url: URL, timeoutMilliseconds: number): Promise<IncomingMessage> => {
    const signer = new AwsV4Signer({
      url: url.href,
      method: "GET",
      accessKeyId: place.accessKey,
      secretAccessKey: secret ?? "",
      service: "s3",
      region: place.region,
    });
    const signed = await signer.sign();
    const headers = Object.fromEntries([...(signed.headers as Headers)].filter(([name]) => name !== "host"));
    const response = await requestOutbound({ url: signed.url.href, method: "GET", headers, allowance, timeoutMilliseconds, signal });
    if (response.statusCode === 200) return response;
    const { bytes } = await drain(response, 4_000);
    const reason = /<Code>([^<]*)<\/Code>/.exec(bytes.toString("utf8"))?.[1] ?? `HTTP ${response.statusCode}`;
    throw problem("SOURCE_FAILED", { where: `${root.host}/${place.bucket}`, reason });
  };
  return {
    async list() {
      const found: SourceObject[] = [];
      let token: string | undefined;
      do {
        const url = address("");
        url.searchParams.set("list-type", "2");
        if (place.prefix) url.searchParams.set("prefix", place.prefix);
        if (token !== undefined) url.searchParams.set("continuation-token", token);
        const { bytes } = await drain(await get(url, LIST_MILLISECONDS), LIST_BYTES);
        const xml = bytes.toString("utf8");
        found.push(...objectsIn(xml));
        token = /<IsTruncated>true<\/IsTruncated>/.test(xml) ? textOf(xml, "NextContinuationToken") : undefined;
      } while (token !== undefined && found.length < MOST_OBJECTS);
      return found.filter(({ name }) => READABLE.test(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    async fetch(object, directory) {
      if (object.bytes > limit.bytes) throw problem("SOURCE_TOO_LARGE", { limit: limit.text });
      const path = join(directory, basename(object.name));
      const response = await get(address(object.name), FETCH_MILLISECONDS);
      let bytes = 0;
      async function* counted() {
        for await (const chunk of response as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > limit.bytes) throw problem("SOURCE_TOO_LARGE", { limit: limit.text });
          yield chunk;
        }
      }
      await pipeline(counted, createWriteStream(path, { mode: 0o600 }));
      return path;
    },
  };
}

/** The objects of one page of ListObjectsV2. */
function objectsIn(xml: string): SourceObject[] {
  return [...xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].flatMap(([, content]) => {
    const [name, tag, size] = [textOf(content!, "Key"), textOf(content!, "ETag"), textOf(content!, "Size")];
    const version = tag ?? textOf(content!, "LastModified");
    return name === undefined || version === undefined
      ? []
      : [{ name, version: `${version.replaceAll('"', "")}-${size}`, bytes: Number(size ?? 0) }];
  });
}

function textOf(xml: string, tag: string): string | undefined {
  const text = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  return text
    ?.replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) => String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)))
    .replaceAll("&amp;", "&");
}
