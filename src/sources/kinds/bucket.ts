import { createWriteStream } from "node:fs";
import { basename, join } from "node:path";
import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import { drain, readAddress, requestOutbound, resolveAllowed, type Allowance } from "../../access/index.ts";
import { readXml } from "../../files/index.ts";
import { problem } from "../../kernel/index.ts";
import type { ObjectKind, PlaceOf } from "./kind.ts";
import { MOST_OBJECTS, isReadable, type ObjectPlace, type SourceObject } from "./objects.ts";

type Bucket = PlaceOf<"bucket">;

export const bucketSource: ObjectKind<"bucket"> = {
  kind: "bucket",
  reads: "objects",
  async check({ endpoint }, { allowance }) {
    await resolveAllowed(readAddress(endpoint).hostname, allowance);
  },
  open: (place, secret, { allowance, limit }, signal) => Promise.resolve(openBucket(place, { secret, allowance, limit, signal })),
};

const LIST_MILLISECONDS = 60_000;
const FETCH_MILLISECONDS = 3_600_000;
const LIST_BYTES = 8 * 2 ** 20;

interface BucketRead {
  readonly secret: string | null;
  readonly allowance: Allowance;
  readonly limit: { readonly bytes: number; readonly text: string };
  readonly signal: AbortSignal;
}

/** A bucket of Amazon S3 or a compatible service, by signed requests (signature version 4), addressed by path. */
function openBucket(place: Bucket, { secret, allowance, limit, signal }: BucketRead): ObjectPlace {
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
    const reason = (await errorCode(bytes)) ?? `HTTP ${response.statusCode}`;
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
        const { objects, next } = await readPage(bytes).catch((error: unknown) => {
          throw problem("SOURCE_FAILED", { where: `${root.host}/${place.bucket}`, reason: "ListObjectsV2" }, error);
        });
        found.push(...objects);
        token = next;
      } while (token !== undefined && found.length < MOST_OBJECTS);
      return found.filter(({ name }) => isReadable(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
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

/** One page of ListObjectsV2: its objects, and the token of the next page. */
async function readPage(bytes: Buffer): Promise<{ objects: SourceObject[]; next: string | undefined }> {
  const objects: SourceObject[] = [];
  let object: Map<string, string> | undefined;
  const page = new Map<string, string>();
  let text = "";
  await readXml(once(bytes), {
    open(name) {
      if (name === "Contents") object = new Map();
      text = "";
    },
    text: (piece) => void (text += piece),
    close(name) {
      (object ?? page).set(name, text);
      if (name !== "Contents" || !object) return;
      objects.push(...objectOf(object));
      object = undefined;
    },
  });
  return { objects, next: page.get("IsTruncated") === "true" ? page.get("NextContinuationToken") : undefined };
}

function objectOf(texts: ReadonlyMap<string, string>): SourceObject[] {
  const name = texts.get("Key");
  const version = texts.get("ETag") ?? texts.get("LastModified");
  const size = texts.get("Size") ?? "0";
  return name === undefined || version === undefined
    ? []
    : [{ name, version: `${version.replaceAll('"', "")}-${size}`, bytes: Number(size) }];
}

/** The code of an S3 error, if the body is one. */
async function errorCode(bytes: Buffer): Promise<string | undefined> {
  let text = "";
  let code: string | undefined;
  const reading = readXml(once(bytes), {
    open: () => void (text = ""),
    text: (piece) => void (text += piece),
    close: (name) => void (name === "Code" && (code = text)),
  });
  // A truncated body or an HTML page has no code.
  await reading.catch(() => undefined);
  return code;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
