import { listProducts } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";

export const productList = defineCommand<{ q?: string; limit?: number; cursor?: string }>({
  name: "product list",
  group: "data",
  summary: {
    zh: "商品列表：行为里缺的商品名、品类等由它补齐",
    en: "products, from which events get the names and categories they leave out",
  },
  options: [
    { flags: "--q <text>", text: { zh: "SKU、名称、品牌或品类的一部分", en: "part of the SKU, title, brand or category" } },
    {
      flags: "--limit <n>",
      text: { zh: "最多几个（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["product list", "product list --q 母婴", "product list --q SKU-0 --limit 500 --json"],
  async run(session, _, { q, limit = 50, cursor }) {
    const page = await session.call(listProducts, { q, limit, cursor });
    if (session.json) return session.printJson(page);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: "SKU" },
      { title: say({ zh: "名称", en: "TITLE" }), flexible: true },
      { title: say({ zh: "品牌", en: "BRAND" }) },
      { title: say({ zh: "品类", en: "CATEGORY" }) },
      { title: say({ zh: "单价", en: "PRICE" }), align: "right" as const },
      { title: say({ zh: "更新", en: "UPDATED" }) },
    ];
    const rows = page.items.map(({ sku, title, brand, category, price, updatedAt }): Cell[] => [
      sku,
      title ?? "",
      brand ?? "",
      category ?? "",
      price === null ? "" : grouped(price),
      clock(updatedAt),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else
      session.print(say({ zh: "没有商品；用 tagwise import 导入商品文件", en: "no products; bring a file of them with tagwise import" }));
    const more = page.next === null ? { zh: "", en: "" } : { zh: "；更多请用 --limit 或 --cursor", en: "; more with --limit or --cursor" };
    session.note(
      say({
        zh: `${rows.length} 个商品，共 ${grouped(page.total ?? rows.length)} 个${more.zh}`,
        en: `${rows.length} of ${grouped(page.total ?? rows.length)} products${more.en}`,
      }),
    );
  },
});
