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

/** What an evaluation did, and which tags it could not do. */
export function evaluationLines(
  { tags, milliseconds, entered, left, failed }: EvaluationResult,
  { lang, paint, say }: EvaluationOptions,
): string[] {
  const time = duration(milliseconds);
  return [
    say({
      zh: `已计算 ${grouped(tags)} 个标签，用时 ${time}：进入 ${signed(entered)}，离开 ${signed(-left)}`,
      en: `evaluated ${grouped(tags)} tags in ${time}: ${signed(entered)} entered, ${signed(-left)} left`,
    }),
    ...failed.map((each) => `${paint("✗", "red", "bold")} ${each.tag}  ${clean(each[lang])}`),
  ];
}

/** Some tags done is not all tags done. @throws TAGS_FAILED */
export function requireAll({ failed }: EvaluationResult): void {
  if (failed.length > 0) throw problem("TAGS_FAILED", { tags: failed.map(({ tag }) => tag) });
}
