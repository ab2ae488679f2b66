import { problem } from "../../../kernel/index.ts";

export interface FillOptions {
  readonly set?: readonly string[];
  readonly field?: readonly string[];
}

/** The options with which a template is filled in. */
export const FILL_OPTIONS = [
  {
    flags: "--set <key=value...>",
    text: { zh: "参数的值，例如 days=90；词之间用逗号", en: "values of parameters, days=90; words are separated by commas" },
  },
  {
    flags: "--field <key=name...>",
    text: { zh: "用自己的属性或行为代替，例如 order=线下订单", en: "fields of one's own in place of the template's, order=Shop order" },
  },
] as const;

export function filledIn({ set = [], field = [] }: FillOptions) {
  return { values: pairs("--set", set), fields: pairs("--field", field) };
}

function pairs(option: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at <= 0) throw problem("OPTION_INVALID", { option, value: text, wanted: { zh: "键=值", en: "key=value" } });
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
