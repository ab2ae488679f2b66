import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const FILE = {
  name: "会员收入.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    [
      "手机号,疑问收入,疑问积分",
      ...Array.from({ length: 30 }, (_, index) => `138123510${String(index).padStart(2, "0")},${index}.50,${index + 1}.000`),
      "13812351098,十来个,2.500",
      "13812351099,无,3.000",
    ].join("\n"),
  ),
};

test("the page says which cells keep a column from being numbers and asks whether 1.000 is a thousand; the choice is imported", async () => {
  const page = await demo.at("/imports");
  await page.locator("input[type=file]").setInputFiles(FILE);
  await page.getByText("「疑问积分」里的", { exact: false }).waitFor();
  await page.getByText("千位分隔（1.234,56）").click();
  await page.getByText("「疑问收入」有 30 格是数字，1 格不是：第 32 行「十来个」。").waitFor();
  await page.getByText("按数字，这些格当作没有值").click();
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByText("导入完成").waitFor();
  const figure = (name: string) => page.locator(".tw-report-main > div", { hasText: name }).locator("dd");
  expect(await figure("新客户").innerText()).toBe("32");
  expect(await figure("跳过行数").innerText()).toBe("0");
  expect(page.wrong).toEqual([]);
});
