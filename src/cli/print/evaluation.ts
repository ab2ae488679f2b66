import type { EvaluationResult } from "../../contract/index.ts";
import { problem, type Lang, type Text } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import type { Paint } from "./colour.ts";
import { duration, grouped, signed } from "./number.ts";

export interface EvaluationOptions {
  readonly lang: Lang;
  readonly paint: Paint;
  say(text: Text): string;
}

/** Prints the result of an evaluation and the tags that failed. */
export function evaluationLines(
  { how, tags, milliseconds, entered, left, failed }: EvaluationResult,
  { lang, paint, say }: EvaluationOptions,
): string[] {
  const time = duration(milliseconds);
  if (how === "nothing") {
    return [
      say({
        zh: `没有要计算的：自上次计算以来，定义、数据和到期的时刻都没有变化（用时 ${time}；--force 可强制全部重算）`,
        en: `nothing to do: no definition, no data and no due time changed since the last evaluation (${time}; --force computes everything)`,
      }),
    ];
  }
  return [
    say({
      zh: `已计算 ${grouped(tags)} 个标签，用时 ${time}：进入 ${signed(entered)}，离开 ${signed(-left)}`,
      en: `evaluated ${grouped(tags)} tags in ${time}: ${signed(entered)} entered, ${signed(-left)} left`,
    }),
    ...failed.map((each) => `${paint("✗", "red", "bold")} ${each.tag}  ${clean(each[lang])}`),
  ];
}

/** Fails if a tag failed, so that the exit code shows it. @throws TAGS_FAILED */
export function requireAll({ failed }: EvaluationResult): void {
  if (failed.length > 0) throw problem("TAGS_FAILED", { tags: failed.map(({ tag }) => tag) });
}
