/** Starts PostgreSQL, says where it is and waits to be killed. */
import { startPostgres } from "../postgres.ts";

const { url } = await startPostgres();
process.send?.(url);
process.on("message", () => undefined);
