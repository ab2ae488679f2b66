export { PRODUCT_COLUMNS } from "./columns.ts";
export { fillProducts } from "./fill.ts";
export { fillsOf, KEYS, typeOf } from "./fills.ts";
export { knownProductsSql, productsChanged } from "./known.ts";
export { listProducts } from "./list.ts";
