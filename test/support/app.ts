import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { createKey, ensureAdmin } from "../../src/access/index.ts";
import { buildServer } from "../../src/api/index.ts";
import { openApp, operatorContext, readConfig, type App, type AppParts, type ConfigSources } from "../../src/app/index.ts";
import { isOpenJob, type JobShape, type Role } from "../../src/contract/index.ts";
import type { Ctx } from "../../src/engine/index.ts";
import { testStores } from "./stores.ts";

export interface TestApp {
  readonly app: App;
  readonly server: FastifyInstance;
  /** The operator's context, to call verbs with. */
  readonly ctx: Ctx;
  /** A request by a key of the role; `null`: by nobody. */
  ask(role: Role | null, options: InjectOptions): Promise<LightMyRequestResponse>;
  /** The job when it has ended, however long that takes; by a key of the role, of an administrator unless said otherwise. */
  ended(job: string, role?: Role): Promise<JobShape>;
  close(): Promise<void>;
}

export const ADMIN = { login: "admin", name: "管理员", password: "correct horse" } as const;

/** A whole Tagwise on clean stores of the test's lane. Closing it removes them. */
export async function openTestApp(options: { env?: ConfigSources["env"] } & Partial<AppParts> = {}): Promise<TestApp> {
  const { env = {}, ...parts } = options;
  const { dataDir, databaseUrl, clickhouseUrl, remove } = await testStores();
  const stores = { TAGWISE_DATA: dataDir, DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl };
  const config = readConfig({ env: { ...stores, ...env }, cwd: dataDir });
  const app = await openApp(config, { server: buildServer, graceMilliseconds: 1_000, ...parts });
  const ctx = operatorContext(app, "zh");
  await ensureAdmin({ ctx, input: ADMIN });
  const server = await app.server();
  const keys = new Map<Role, Promise<string>>();
  const keyOf = (role: Role) => {
    let key = keys.get(role);
    if (!key) keys.set(role, (key = createKey({ ctx, input: { name: role, role } }).then(({ secret }) => secret)));
    return key;
  };
  const ask: TestApp["ask"] = async (role, asked) => {
    const authorization = role === null ? {} : { authorization: `Bearer ${await keyOf(role)}` };
    return server.inject({ ...asked, headers: { ...authorization, ...asked.headers } });
  };
  return {
    app,
    server,
    ctx,
    ask,
    async ended(job, role = "administrator") {
      for (;;) {
        const answer = await ask(role, { url: `/api/jobs/${job}?wait=30000` });
        if (answer.statusCode !== 200) throw new Error(`job ${job} cannot be read: ${answer.body}`);
        const found = answer.json<JobShape>();
        if (!isOpenJob(found)) return found;
      }
    },
    async close() {
      await app.close();
      await remove();
    },
  };
}
