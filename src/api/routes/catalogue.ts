import { describeCatalogue } from "../../catalogue/index.ts";
import * as contract from "../../contract/index.ts";
import { bind } from "../route.ts";

export const catalogueRoutes = [bind(contract.describeCatalogue, ({ ctx }) => describeCatalogue({ ctx }))];
