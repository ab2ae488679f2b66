import { expect, test } from "vitest";
import { usesText, type Use } from "./uses.ts";

const use = (kind: Use["kind"], name: string): Use => ({ kind, id: name, name: { zh: name, en: name } });

test("what names a thing is said by kind and name, five of them, and how many there are", () => {
  expect(usesText([use("tag", "高价值"), use("webhook", "CRM")])).toEqual({
    zh: "标签「高价值」、Webhook「CRM」",
    en: "tag 高价值, webhook CRM",
  });
  const many = Array.from({ length: 7 }, (_, index) => use("segment", `S${index}`));
  expect(usesText(many).zh).toBe("人群「S0」、人群「S1」、人群「S2」、人群「S3」、人群「S4」 等 7 处");
  expect(usesText(many).en).toMatch(/segment S4 and 2 more$/);
});
