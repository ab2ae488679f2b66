import { z } from "zod";
import { Cursor, InstantText, Limit, page } from "../common.ts";
import { operation } from "../define.ts";

/** A product with its current fields. */
export const ProductShape = z.object({
  sku: z.string(),
  title: z.string().nullable(),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  /** A decimal as text. */
  price: z.string().nullable(),
  /** When an import last changed it. */
  updatedAt: InstantText,
});
export type ProductShape = z.output<typeof ProductShape>;

export const listProducts = operation({
  id: "listProducts",
  method: "GET",
  path: "/products",
  room: "products",
  permission: "tag.read",
  status: 200,
  summary: { zh: "商品列表，按 SKU 排序，可搜索", en: "Products, by SKU" },
  query: z.object({
    q: z.string().max(200).optional().meta({ description: "Part of the SKU, title, brand or category" }),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(ProductShape),
});
