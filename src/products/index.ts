export { PRODUCT_COLUMNS } from "./productColumns.ts";
export { fillProducts } from "./fillFromProducts.ts";
export { fillsOf, KEYS, typeOf } from "./productFields.ts";
export { currentProductsSql, productsChanged } from "./productCache.ts";
export { listProducts } from "./listProducts.ts";
