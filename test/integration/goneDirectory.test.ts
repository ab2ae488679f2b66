import { rmSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { openTestApp } from "../support/app.ts";
import "../support/lane/provided.ts";

test("a server whose data directory is gone is not ready", async () => {
  const tagwise = await openTestApp();
  const ready = async () => (await tagwise.ask(null, { url: "/readyz" })).statusCode;
  expect(await ready()).toBe(200);
  rmSync(inject("servers") ? tagwise.app.engine.dataDir : `${tagwise.app.engine.dataDir}/facts`, { recursive: true });
  expect(await ready()).toBe(503);
  await tagwise.close().catch(() => undefined);
});
