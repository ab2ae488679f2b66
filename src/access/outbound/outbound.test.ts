import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { isWithin } from "./networks.ts";
import { drain, isInner, isNetwork, readAddress, requestOutbound, resolveAllowed } from "./index.ts";

const INNER = [
  "127.0.0.1 127.255.255.255 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254",
  "100.64.0.1 100.127.255.255 192.0.0.1 198.18.0.1 224.0.0.1 255.255.255.255 240.0.0.1",
  ":: ::1 fe80::1 fe80::1%eth0 fc00::1 fdff:ffff::1 ff02::1 fec0::1 2001:db8::1 100::1 2001:0:1:2::3",
  "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::ffff:0:0 ::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe",
  "2002:7f00:1::1 2002:a00:1:: localhost nonsense",
  "::ffff:0:127.0.0.1 ::ffff:0:7f00:1 ::ffff:0:10.0.0.1 64:ff9b:1::10.0.0.1 0x7f.1 127.1 2130706433 3fff::1 5f00::1",
].flatMap((line) => line.split(" "));
const OUTER = ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.0.1", "2606:4700::1111"].concat([
  "::ffff:8.8.8.8",
  "64:ff9b::8.8.8.8",
  "::ffff:0:8.8.8.8",
  "2002:808:808::1",
]);
const NOTHING = { networks: [], setting: "TAGWISE_WEBHOOK_NETWORKS" };

test.for(INNER)("%s is of the inner network", (address) => expect(isInner(address)).toBe(true));
test.for(OUTER)("%s is outside", (address) => expect(isInner(address)).toBe(false));

test("an address lies in a network however it is written", () => {
  for (const address of ["10.1.2.3", "::ffff:10.1.2.3", "::ffff:a01:203"]) expect(isWithin(address, ["10.1.0.0/16"])).toBe(true);
  for (const address of ["10.2.0.1", "fd00::1", "x"]) expect(isWithin(address, ["10.1.0.0/16", "nonsense"])).toBe(false);
  expect(isWithin("fd00::7%eth0", ["fd00::/8"])).toBe(true);
});

test("a network is written as an address or with its bits", () => {
  for (const text of ["10.0.0.0/8", "127.0.0.1", "fd00::/8", "::1"]) expect(isNetwork(text)).toBe(true);
  for (const text of ["10.0.0.0/33", "host", "", "fd00::/129", "10.0.0/8"]) expect(isNetwork(text)).toBe(false);
});

test.for(["http://0x7f.1/", "http://2130706433/", "http://127.1/", "http://[::ffff:7f00:1]/", "http://localhost/", "http://[::]/"])(
  "%s is refused however the address is written",
  async (url) => {
    await expect(resolveAllowed(readAddress(url).hostname, NOTHING)).rejects.toMatchObject({ code: "ADDRESS_REFUSED" });
  },
);

test("only http and https without credentials are addresses", () => {
  for (const url of ["ftp://a.b/", "file:///etc/passwd", "gopher://a/", "http://u:p@a.b/", "//a.b", "", "javascript:1"])
    expect(() => readAddress(url)).toThrow("ADDRESS_MALFORMED");
});

test("an allowed network is reached; redirects are not followed; what is read has a limit; silence has an end", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/moved") return response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    if (request.url === "/long") return response.end("x".repeat(100_000));
    if (request.url === "/silent") return;
    response.end(`hello ${request.headers.host}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const allowance = { networks: ["127.0.0.0/8"], setting: "X" };
  const get = (path: string, timeoutMilliseconds = 5_000) =>
    requestOutbound({
      url: `http://localhost:${port}${path}`,
      method: "GET",
      allowance: { ...allowance, networks: ["127.0.0.0/8", "::1"] },
      timeoutMilliseconds,
    });
  expect((await drain(await get("/"), 1_000)).bytes.toString()).toBe(`hello localhost:${port}`);
  expect((await get("/moved")).statusCode).toBe(302);
  expect(await drain(await get("/long"), 1_000)).toMatchObject({ complete: false, bytes: { length: 1_000 } });
  await expect(get("/silent", 50)).rejects.toMatchObject({ code: "ADDRESS_SILENT" });
  await expect(
    requestOutbound({ url: `http://127.0.0.1:${port}/`, method: "GET", allowance: NOTHING, timeoutMilliseconds: 1 }),
  ).rejects.toMatchObject({
    code: "ADDRESS_REFUSED",
  });
  server.closeAllConnections();
  server.close();
});
