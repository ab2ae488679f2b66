import type { FastifyInstance } from "fastify";
import { OPERATOR, openSeal, SYSTEM, type Seal, oidcProvider, type OidcProvider } from "../access/index.ts";
import { keepLease, type KeptLease, openEngine, type Ctx, type Engine } from "../engine/index.ts";
import { drainMessages } from "../tracking/index.ts";
import { newId, type Actor, type Clock, type Lang, type Log, type PersonalReads, type Workspace } from "../kernel/index.ts";
import type { Config } from "./config/index.ts";
import { openPulse, type Pulse } from "./pulse/index.ts";
import { holderWork } from "./holderWork.ts";
import { prepare, recover } from "./start.ts";
import { removeHalfUploads } from "./uploads/index.ts";
import { openJobs, settled, type AnyJobKind, type Jobs } from "../jobs/index.ts";
import { handOverJob, type HandedOver } from "./handOver.ts";
import { jobKinds } from "./jobKinds.ts";

/** Who a context is for. */
export interface ContextFor {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly requestId?: string;
  readonly address?: string;
  readonly log?: Log;
  readonly reads?: PersonalReads;
}

/** Everything wired together: what the API, the command line and the demonstration work with. */
export interface App {
  readonly config: Config;
  readonly engine: Engine;
  readonly jobs: Jobs;
  /** What changes, for whoever listens; poked after a change of this process. */
  readonly pulse: Pulse;
  /** Secrets of others, such as passwords of databases, sealed for the records. */
  readonly seal: Seal;
  /** Sign-in by OpenID Connect; undefined if it is not set up. */
  readonly oidc: { readonly name: string; readonly provider: OidcProvider } | undefined;
  readonly log: Log;
  readonly workspace: Workspace;
  context(of: ContextFor): Ctx;
  /** The API, built at its first use and ready for requests; it listens only when told to (see listen.ts). */
  server(): Promise<FastifyInstance>;
  /** The operations alone, for calls inside this process: the server if it is built already. */
  operations(): Promise<FastifyInstance>;
  /** Whether this process writes members: it holds the lease, and what the holder before left is recovered. */
  holds(): boolean;
  /** How requests are answered that other processes hand over. */
  answersHandedOver(answer: (ctx: Ctx, asked: HandedOver) => Promise<unknown>): void;
  /** Something that only the holder of the writer lease does: it begins whenever this process takes the lease and ends when it loses it. */
  whileHolding(start: () => { stop(): Promise<void> }): void;
  /** Something that goes on in the background until the app closes; it is stopped before the stores are. */
  background(task: { stop(): Promise<void> }): void;
  /** Takes no more requests and jobs, gives those that run a few seconds, closes the stores. May be called twice. */
  close(): Promise<void>;
}

/** Who calls a server: anybody over the network, or this process alone. */
export type ServerUse = "network" | "process";

export interface AppParts {
  /** Builds the API over the app: `buildServer` of the api room, which stands below this one. */
  readonly server: (app: App, use: ServerUse) => Promise<FastifyInstance>;
  readonly log?: Log;
  readonly clock?: Clock;
  /** Kinds of jobs besides those of the rooms, or instead of those of the same name: for tests. */
  readonly kinds?: readonly AnyJobKind[];
  /** Milliseconds that running work gets to finish when the app closes. */
  readonly graceMilliseconds?: number;
}

const GRACE_MILLISECONDS = 5_000;
const SILENT: Log = Object.freeze({ info() {}, warn() {}, error() {} });

/** @throws DATA_IN_USE, DATA_DIR_UNUSABLE, RECORDS_*, FACTS_*; nothing stays open */
export async function openApp(config: Config, parts: AppParts): Promise<App> {
  const { clock = Date.now, log = SILENT, graceMilliseconds = GRACE_MILLISECONDS } = parts;
  const { dataDir, databaseUrl, clickhouseUrl, memoryBytes } = config;
  const engine = await openEngine({ dataDir, databaseUrl, clickhouseUrl, memoryBytes, log });
  const seal = openSeal({ dataDir: engine.dataDir, secret: config.secret });
  const workspace = Object.freeze({ id: "main", name: config.workspaceName, timezone: config.timezone });
  const context = ({ actor, lang, requestId = newId(), address, log: own = log, reads }: ContextFor): Ctx => ({
    workspace,
    actor,
    clock,
    lang,
    requestId,
    address,
    log: own,
    records: engine.records,
    facts: engine.facts,
    caches: engine.caches,
    lease: engine.lease,
    dataDir: engine.dataDir,
    memoryBytes: engine.memoryBytes,
    passSeconds: config.passSeconds,
    lookupsPerHour: config.lookupsPerHour,
    readsDays: config.readsDays,
    reads,
  });
  const starting = context({ actor: SYSTEM, lang: "zh", requestId: "start" });
  const work = holderWork();
  // Only once what the holder before left is recovered.
  let holding = false;
  let answering: ((ctx: Ctx, asked: HandedOver) => Promise<unknown>) | undefined;
  const answerHandedOver = async (ctx: Ctx, asked: HandedOver) => {
    await app.operations();
    return answering!(ctx, asked);
  };
  let jobs: Jobs;
  let kept: KeptLease | undefined;
  try {
    await prepare(starting);
    await removeHalfUploads(engine.dataDir, clock());
    jobs = await openJobs({
      records: engine.records,
      notices: engine.notices,
      context,
      clock,
      log,
      timezone: config.timezone,
      kinds: withKinds([...jobKinds({ config, seal }), handOverJob(answerHandedOver)], parts.kinds),
      alone: !databaseUrl || !clickhouseUrl,
      holds: () => holding,
    });
    kept = await keepLease({
      lease: engine.lease,
      records: engine.records,
      notices: engine.notices,
      log,
      taken: async () => {
        engine.caches.leaseMoved();
        await recover(starting);
        holding = true;
        await jobs.leaseTaken();
        work.begin();
      },
      lost: async () => {
        holding = false;
        jobs.leaseLost();
        await work.end();
        engine.caches.leaseMoved();
      },
    });
  } catch (error) {
    await kept?.stop();
    await engine.close();
    throw error;
  }
  let server: Promise<FastifyInstance> | undefined;
  let operations: Promise<FastifyInstance> | undefined;
  let closed: Promise<void> | undefined;
  const pulse = openPulse(context({ actor: SYSTEM, lang: "zh", requestId: "pulse" }));
  const tasks: { stop(): Promise<void> }[] = [pulse];
  const close = async () => {
    engine.stopAnnouncing();
    const tasksStopped = Promise.all([...tasks.map((task) => task.stop()), work.close()]);
    const jobsStopped = jobs.stop(graceMilliseconds);
    const [built, inside] = await Promise.all([server?.catch(() => undefined), operations?.catch(() => undefined)]);
    const serverClosed = Promise.all([built?.close(), inside?.close()]);
    await settled([serverClosed], graceMilliseconds);
    built?.server.closeAllConnections();
    try {
      await Promise.all([jobsStopped, serverClosed, tasksStopped]);
      // What was accepted is written, also for a caller who has gone.
      await drainMessages({ ctx: engine });
      await kept.stop();
    } finally {
      // Stores that stay open after a failure keep their directory locked for this process.
      await engine.close();
    }
  };
  const app: App = Object.freeze({
    config,
    engine,
    jobs,
    pulse,
    seal,
    oidc: oidcOf(config),
    log,
    workspace,
    context,
    holds: () => holding,
    answersHandedOver: (answer) => void (answering = answer),
    whileHolding: (start) => work.add(start),
    background: (task) => void tasks.push(task),
    server: () => (server ??= parts.server(app, "network")),
    operations: () => server ?? (operations ??= parts.server(app, "process")),
    close: () => (closed ??= close()),
  } satisfies App);
  return app;
}

function withKinds(kinds: readonly AnyJobKind[], others: readonly AnyJobKind[] = []): readonly AnyJobKind[] {
  return [...kinds.filter(({ name }) => !others.some((other) => other.name === name)), ...others];
}

/** A context of the machine's own operator. */
export function operatorContext(app: App, lang: Lang): Ctx {
  return app.context({ actor: OPERATOR, lang });
}

function oidcOf({ oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, oidcName: name }: Config): App["oidc"] {
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { name, provider: oidcProvider({ issuer, clientId, clientSecret }) };
}
