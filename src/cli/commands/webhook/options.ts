import { WEBHOOK_SUBJECTS, WebhookTypeName, type WatchedRequest, type WebhookSubject } from "../../../contract/index.ts";
import { oneOf, type OptionSpec } from "../../command.ts";

/** One option for each kind of thing to watch, by its name: `--tag`, `--segment`. */
export type ScopeOptions = { readonly [K in WebhookSubject]?: string | string[] } & { readonly type?: WebhookTypeName[] };

const oneType = oneOf("--type", WebhookTypeName.options);

function several<T>(value: T, before: unknown): T[] {
  return [...((before as T[] | undefined) ?? []), value];
}

/** The options for what a webhook watches and which types of messages it receives. */
export const SCOPE_OPTIONS: readonly OptionSpec[] = [
  ...WEBHOOK_SUBJECTS.map(({ kind, help, isSeveral }) => ({
    flags: `--${kind} <${kind}>`,
    text: help,
    ...(isSeveral && { parse: several<string> }),
  })),
  {
    flags: "--type <type>",
    text: {
      zh: "消息类型，可多次给出；默认全部适用的类型，见 webhook types",
      en: "a type of message; may be given several times; by default all that fit, see webhook types",
    },
    parse: (value, before) => several(oneType(value), before),
  },
];

export function scopeOf({ type, ...named }: ScopeOptions): WatchedRequest & { types: WebhookTypeName[] | undefined } {
  const parts = WEBHOOK_SUBJECTS.map(({ kind, request }) => (named[kind] === undefined ? {} : request([named[kind]].flat())));
  return { ...Object.assign({}, ...parts), types: type };
}
