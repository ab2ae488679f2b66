import * as contract from "../../contract/index.ts";
import { badRows, importFile, listImports, readMapping } from "../../intake/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { bind } from "../route.ts";

export const intakeRoutes = [
  bind(contract.importFile, async ({ ctx, app, body }) => {
    requirePermission(ctx, "data.import");
    // A mapping that is wrong in itself is refused at once, not by a job.
    readMapping(body.mapping);
    return { job: await app.jobs.start({ ctx, kind: "import", queue: "import", run: (work) => importFile({ ...work, input: body }) }) };
  }),
  bind(contract.listImports, ({ ctx, query }) => listImports({ ctx, input: query })),
  bind(
    contract.badRows,
    async ({ ctx, params, reply }) => {
      const rows = await badRows({ ctx, input: params });
      reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="bad-rows-${params.import}.csv"`);
      return rows;
    },
    { produces: ["text/csv"] },
  ),
];
