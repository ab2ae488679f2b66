import type { Ctx } from "../../engine/index.ts";
import type { Lang, Text } from "../../kernel/index.ts";
import { loadShop } from "./load.ts";
import { barOf, count, throttled } from "./say.ts";
import { saveState, type DemoState } from "./state.ts";
import { assignShopTags, evaluateShop, isEvaluationOld, publishShopTags } from "./tagging.ts";
import { buildWeb, isWebStale } from "./web.ts";

export interface Steps {
  readonly ctx: Ctx;
  readonly state: DemoState;
  readonly lang: Lang;
  readonly signal: AbortSignal;
}

/**
 * Everything between a start and a served shop, each step skipped where its work is done already: the web application beside
 * data, tags, members. Rejects with the first failure, once nothing runs any more.
 */
export async function runSteps({ ctx, state, lang, signal }: Steps): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const running: Promise<unknown>[] = [];
  const say = (text: Text): string => text[lang];
  const track = <T>(work: Promise<T>): Promise<T> => {
    running.push(work);
    return work;
  };
  const old = state.ready && (await isEvaluationOld(ctx));
  let reached = state;
  const { Listr } = await import("listr2");
  const steps = new Listr(
    [
      {
        title: say({ zh: "构建网页", en: "Build the web application" }),
        enabled: isWebStale(),
        task: () => track(buildWeb(either)),
      },
      {
        title: say({ zh: "准备演示店铺", en: "Prepare the shop" }),
        enabled: !state.ready || old,
        task: (_, shop) =>
          shop.newListr(
            [
              {
                title: say({ zh: "生成并导入客户与行为", en: "Generate and load customers and events" }),
                enabled: state.next < state.customers,
                task: async (_, task) => {
                  const started = performance.now();
                  const show = throttled((text) => (task.output = text));
                  const load = loadShop(ctx, state, either, ({ next, events }) => {
                    const speed = Math.round(events / ((performance.now() - started) / 1000));
                    const words = {
                      zh: `${count(next)} 位客户，${count(events)} 条行为，每秒 ${count(speed)} 条`,
                      en: `${count(next)} customers, ${count(events)} events, ${count(speed)} a second`,
                    };
                    show(`${barOf(next / state.customers)}  ${say(words)}`, next / state.customers);
                  });
                  reached = await track(load);
                },
              },
              {
                title: say({ zh: "发布并计算标签", en: "Publish and evaluate the tags" }),
                enabled: !state.ready,
                task: async (_, task) => {
                  const show = throttled((text) => (task.output = text));
                  const { tags, milliseconds } = await track(publishShopTags(ctx, (step, share) => show(say(step), share), either));
                  const seconds = (milliseconds / 1000).toFixed(1);
                  task.title = say({
                    zh: `发布并计算标签：${tags} 个，用时 ${seconds} 秒`,
                    en: `Publish and evaluate the tags: ${tags} in ${seconds} s`,
                  });
                },
              },
              {
                title: say({ zh: "员工手工打标", en: "Tags given by the staff" }),
                enabled: !state.ready,
                task: async () => {
                  await track(assignShopTags(ctx, reached));
                  await saveState(ctx, { ...reached, ready: true });
                },
              },
              {
                title: say({ zh: "重新计算标签（时间已经前进）", en: "Evaluate the tags again: time has moved on" }),
                enabled: old,
                task: () => track(evaluateShop(ctx, either)),
              },
            ],
            { concurrent: false },
          ),
      },
    ],
    {
      concurrent: true,
      registerSignalListeners: false,
      fallbackRenderer: "simple",
      rendererOptions: { collapseSubtasks: false, showErrorMessage: false, collapseErrors: false },
    },
  );
  try {
    await steps.run();
    signal.throwIfAborted();
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    // Ctrl-C is why everything ended, whatever each part made of it.
    signal.throwIfAborted();
    throw error;
  }
}
