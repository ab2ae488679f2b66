import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsV4Signer } from "aws4fetch";

/**
 * A stand-in for a bucket of Amazon S3, for tests: ListObjectsV2 by pages of two, and GetObject, addressed by path. Each request's
 * signature (version 4) is made again from the request as it came and must be the same. It is no S3: nothing is written to it.
 */
export interface TestBucket {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** Names of the objects that were fetched. */
  readonly fetched: string[];
  close(): Promise<void>;
}

const KEYS = { accessKeyId: "AKTEST", secretAccessKey: "bucket secret" };
export const BUCKET = { bucket: "incoming", accessKey: KEYS.accessKeyId, secret: KEYS.secretAccessKey, region: "cn-north-1" };

export async function openTestBucket(): Promise<TestBucket> {
  const objects = new Map<string, Buffer>();
  const fetched: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
      const datetime = String(request.headers["x-amz-date"]);
      const signer = new AwsV4Signer({ ...KEYS, url: url.href, service: "s3", region: BUCKET.region, datetime });
      const expected = (await signer.sign()).headers.get("authorization");
      if (request.headers.authorization !== expected)
        return response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
      const root = `/${BUCKET.bucket}/`;
      const key = decodeURIComponent(url.pathname.slice(root.length));
      if (key !== "") {
        const content = objects.get(key);
        if (!content) return response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
        fetched.push(key);
        return response.writeHead(200, { "content-length": content.length }).end(content);
      }
      const prefix = url.searchParams.get("prefix") ?? "";
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).toSorted();
      const from = Number(url.searchParams.get("continuation-token") ?? 0);
      const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const contents = names.slice(from, from + 2).map((name) => {
        const content = objects.get(name)!;
        const tag = createHash("md5").update(content).digest("hex");
        return `<Contents><Key>${escape(name)}</Key><ETag>&quot;${tag}&quot;</ETag><Size>${content.length}</Size></Contents>`;
      });
      const more = from + 2 < names.length;
      const next = more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : "";
      return response
        .writeHead(200, { "content-type": "application/xml" })
        .end(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    fetched,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
