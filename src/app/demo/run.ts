import { createServer } from "node:net";
import { ensureAdmin } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, type Lang } from "../../kernel/index.ts";
import { countEverybody } from "../../membership/index.ts";
import { operatorContext, type App } from "../compose.ts";
import { listen } from "../listen.ts";
import { readState, saveState, type DemoState } from "./state.ts";
import { runSteps } from "./steps.ts";

/** Who signs in to the demonstration. The data is invented, so the password is no secret. */
export const DEMO_LOGIN = "demo";
export const DEMO_PASSWORD = "tagwise-demo";

const SHOP = { seed: 1, customers: 50_000 };

export interface DemoOptions {
  readonly app: App;
  readonly lang: Lang;
  /** Ctrl-C: the work ends after what is being written, and goes on from there at the next start. */
  readonly signal: AbortSignal;
  /** Of a new shop; one that is there already stays as it is. */
  readonly shop?: { readonly seed?: number | undefined; readonly customers?: number | undefined };
}

export interface RunningDemo {
  /** Where the shop is served. */
  readonly address: string;
  readonly login: string;
  /** Null when there were people already: theirs hold. */
  readonly password: string | null;
  readonly shop: DemoState;
}

/**
 * Makes the demonstration ready and serves it: the first start generates, loads and tags the shop (showing its progress on stdout), a
 * later one keeps the data and is up in seconds, an interrupted one goes on where it stopped. The caller closes the app.
 * @throws PORT_TAKEN and ADDRESS_UNUSABLE before any work, DEMO_OTHER_DATA, WEB_BUILD_FAILED, the signal's reason
 */
export async function runDemo({ app, lang, signal, shop }: DemoOptions): Promise<RunningDemo> {
  const ctx = operatorContext(app, lang);
  await checkAddress(app);
  const state = await stateOf(ctx, app, shop);
  signal.throwIfAborted();
  await runSteps({ ctx, state, lang, signal });
  const name = { zh: "演示账号", en: "Demo" }[lang];
  const { created } = await ensureAdmin({ ctx, input: { login: DEMO_LOGIN, name, password: DEMO_PASSWORD } });
  const known = created || (await isDemoPerson(ctx));
  const address = await listen(app);
  return { address, login: DEMO_LOGIN, password: known ? DEMO_PASSWORD : null, shop: state };
}

/** The state of an earlier start, or a new shop in an empty workspace. */
async function stateOf(ctx: Ctx, app: App, shop: DemoOptions["shop"]): Promise<DemoState> {
  const known = await readState(ctx);
  if (known) return known;
  const customers = await countEverybody(ctx);
  if (customers > 0) throw problem("DEMO_OTHER_DATA", { where: app.config.dataDir, customers });
  const state = {
    seed: shop?.seed ?? SHOP.seed,
    customers: shop?.customers ?? SHOP.customers,
    until: ctx.clock(),
    next: 0,
    pending: [],
    ready: false,
  };
  await saveState(ctx, state);
  return state;
}

async function isDemoPerson({ records }: Ctx): Promise<boolean> {
  const found = await records.selectFrom("people").select("id").where("login", "=", DEMO_LOGIN).executeTakeFirst();
  return found !== undefined;
}

/** Whether the address can be had at all is better known before a minute of work than after it. */
async function checkAddress({ config: { host, port } }: App): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen({ host, port, exclusive: true }, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") throw problem("PORT_TAKEN", { host, port }, error);
    throw problem("ADDRESS_UNUSABLE", { host, port, reason: error.message }, error);
  });
  await new Promise((resolve) => server.close(resolve));
}
