import { openEngine, type Ctx, type Engine } from "../../src/engine/index.ts";
import { PERMISSIONS, type Actor, type Instant } from "../../src/kernel/index.ts";
import { testStores } from "./stores.ts";

/** 2026-01-15 12:00 in Shanghai: what the clock of `testCtx` shows. */
export const NOW: Instant = Date.UTC(2026, 0, 15, 4);

const OPERATOR: Actor = Object.freeze({ kind: "operator", id: "operator", name: "操作员", permissions: new Set(PERMISSIONS) });
const SILENT = Object.freeze({ info() {}, warn() {}, error() {} });

/** An engine on clean stores of the test's lane. Closing it removes them. */
export async function openTestEngine(): Promise<Engine> {
  const { remove, ...config } = await testStores();
  try {
    const engine = await openEngine({ ...config, memoryBytes: 1024 ** 3 });
    await engine.lease.take();
    const close = async () => {
      await engine.close();
      await remove();
    };
    return { ...engine, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A verb's context: an operator with every permission, in Chinese, in Shanghai, at `NOW` for ever. */
export function testCtx(engine: Engine, overrides: Partial<Ctx> = {}): Ctx {
  const { records, facts, caches, lease, dataDir, memoryBytes } = engine;
  return Object.freeze({
    workspace: { id: "main", name: "测试商城", timezone: "Asia/Shanghai" },
    actor: OPERATOR,
    clock: () => NOW,
    lang: "zh",
    requestId: "test",
    log: SILENT,
    records,
    facts,
    caches,
    lease,
    dataDir,
    memoryBytes,
    ...overrides,
  } satisfies Ctx);
}
