import * as contract from "../../contract/index.ts";
import { bind } from "../route.ts";

export const appRoutes = [bind(contract.readJob, ({ app, params, query }) => app.jobs.read(params.job, query.wait))];
