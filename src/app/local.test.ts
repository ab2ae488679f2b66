import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { OWNER_HEADER } from "../engine/index.ts";
import { isLocalRequest, ownerToken } from "./local.ts";

/** A request over a network. */
function from(remoteAddress: string | undefined, headers: IncomingHttpHeaders, localAddress = "10.0.0.5"): IncomingMessage {
  const socket = Object.create(Socket.prototype, {
    remoteAddress: { value: remoteAddress },
    localAddress: { value: localAddress },
  }) as Socket;
  return { socket, headers } as IncomingMessage;
}

test("the owner's token is taken from this machine, and from no other", () => {
  const token = { [OWNER_HEADER]: ownerToken };
  for (const address of ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.5"])
    expect(isLocalRequest(from(address, token)), address).toBe(true);
  for (const address of ["10.0.0.6", "192.168.1.2", "::ffff:10.0.0.6", "2001:db8::1", "1.2.3.4", undefined])
    expect(isLocalRequest(from(address, token)), address).toBe(false);
});

test("another token, none, and the token in another header are refused", () => {
  for (const headers of [
    {},
    { [OWNER_HEADER]: "" },
    { [OWNER_HEADER]: `${ownerToken}x` },
    { [OWNER_HEADER]: ownerToken.slice(1) },
    { "x-tagwise-local": ownerToken },
    { authorization: `Bearer ${ownerToken}` },
  ])
    expect(isLocalRequest(from("127.0.0.1", headers)), JSON.stringify(Object.keys(headers))).toBe(false);
});
