import { expect, test } from "vitest";
import { readConfig } from "./read.ts";
import { formatSize, parseSize } from "./size.ts";

const read = (env: Record<string, string>, flags = {}) => readConfig({ env, flags, cwd: "/shop" });
const issuesOf = (env: Record<string, string>, flags = {}) => {
  try {
    read(env, flags);
  } catch (error) {
    return (error as { code: string; issues: { path: string; zh: string; en: string }[] }).issues;
  }
  throw new Error("the configuration was accepted");
};

test("without any setting Tagwise serves this machine only, from .tagwise in the current directory", () => {
  expect(read({})).toEqual({
    dataDir: "/shop/.tagwise",
    host: "127.0.0.1",
    port: 4600,
    uploadBytes: 2 * 2 ** 30,
    workspaceName: "Tagwise",
    timezone: "Asia/Shanghai",
    sourceNetworks: [],
    sourceFolders: [],
    webhookNetworks: [],
    trustedProxies: 0,
    lookupsPerHour: 60,
    readsDays: 365,
    oidcName: "OpenID Connect",
    logLevel: "info",
  });
});

test("of the settings of OpenID Connect all three are given or none", () => {
  const all = { TAGWISE_OIDC_ISSUER: "https://login.example.com", TAGWISE_OIDC_CLIENT_ID: "tagwise", TAGWISE_OIDC_CLIENT_SECRET: "secret" };
  expect(read(all)).toMatchObject({ oidcIssuer: "https://login.example.com", oidcClientId: "tagwise" });
  const { TAGWISE_OIDC_CLIENT_SECRET: _, ...rest } = all;
  expect(issuesOf(rest)).toMatchObject([{ code: "missing", path: "TAGWISE_OIDC_CLIENT_SECRET" }]);
});

test("flags go before the environment, and an empty variable counts as not given", () => {
  expect(read({ TAGWISE_PORT: "5000", TAGWISE_HOST: "" }, { port: "5001" })).toMatchObject({ port: 5001, host: "127.0.0.1" });
});

test("every wrong setting is reported at once, named as it was given, in both languages", () => {
  const issues = issuesOf(
    { TAGWISE_TIMEZONE: "Asia/Shanghia", DATABASE_URL: "mysql://x", TAGWISE_MEMORY: "lots", TAGWISE_LOG: "loud", TAGWISE_PROT: "1" },
    { port: "99999" },
  );
  expect(issues.map(({ path }) => path).toSorted()).toEqual(
    ["--port", "DATABASE_URL", "TAGWISE_LOG", "TAGWISE_MEMORY", "TAGWISE_PROT", "TAGWISE_TIMEZONE"].toSorted(),
  );
  for (const { zh, en } of issues) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  }
  expect(issues.find(({ path }) => path === "TAGWISE_PROT")).toMatchObject({ suggestion: "TAGWISE_PORT" });
});

test("a variable that resembles no setting is somebody else's", () => {
  expect(read({ TAGWISE_TALLY: "1", TAGWISE_CHROMIUM: "/usr/bin/chromium", TAGWISE_KEY: "tw_x" })).toEqual(read({}));
});

test("sizes are read and written in units of 1024", () => {
  expect([parseSize("2GiB"), parseSize("1.5 g"), parseSize("500mb"), parseSize("10")]).toEqual([2 ** 31, 1.5 * 2 ** 30, 500 * 2 ** 20, 10]);
  expect([parseSize("-1"), parseSize("1x"), parseSize(""), parseSize("9999999t")]).toEqual([undefined, undefined, undefined, undefined]);
  expect([formatSize(2 ** 31), formatSize(1536), formatSize(7)]).toEqual(["2 GiB", "1.5 KiB", "7 B"]);
});
