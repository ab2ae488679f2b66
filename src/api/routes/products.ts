import * as contract from "../../contract/index.ts";
import { listProducts } from "../../products/index.ts";
import { bind } from "../route.ts";

export const productsRoutes = [bind(contract.listProducts, ({ ctx, query }) => listProducts({ ctx, input: query }))];
