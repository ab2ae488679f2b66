import { nearest, type Text } from "../../../kernel/index.ts";
import type { ConsentLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { text, type Keys } from "../../language/schema.ts";
import { describe, join, type Reading } from "../../language/scope.ts";

/** Consents are boolean attributes with this prefix, so history and import work as for attributes. */
export const CONSENT = "consent.";

const KEYS: Keys = {
  consent: text("用途或渠道的代码", "code of a purpose or channel"),
  channel: text("还须同意的渠道", "a channel that must be agreed to as well"),
};

/** `{ consent: sms }`, `{ consent: marketing, channel: sms }`: the customer agreed and has not withdrawn it, as of the instant. */
export const consentLanguage: LeafLanguage<ConsentLeaf> = {
  key: "consent",
  keys: KEYS,
  needs: ["consent"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const purpose = readConsent(raw["consent"], join(path, "consent"), reading);
    const channel = raw["channel"] === undefined ? null : readConsent(raw["channel"], join(path, "channel"), reading);
    if (purpose === undefined || channel === undefined) return undefined;
    return { kind: "consent", names: [...new Set(channel === null ? [purpose] : [purpose, channel])] };
  },
  sentence(leaf, { catalogue }) {
    const names = leaf.names.map((name) => catalogue.attributes.get(CONSENT + name)?.name ?? { zh: name, en: name });
    return { zh: `已同意：${names.map(({ zh }) => zh).join("、")}`, en: `has agreed: ${names.map(({ en }) => en).join(" and ")}` };
  },
  wanted: (): Text => ({ zh: "已同意", en: "agreed" }),
  reads: (leaf) => leaf.names.map((name) => ({ kind: "attribute", attribute: CONSENT + name })),
  missing: () => ({ who: { zh: "没有表示过的客户", en: "customers who never said" }, negative: false }),
  asked: () => undefined,
  shownFields: () => [],
  counted: () => [],
};

/** A consent by its code with or without `consent.`, or by its name in either language. */
function readConsent(raw: unknown, path: string, reading: Reading): string | undefined {
  if (typeof raw !== "string") return reading.shape(path, raw, "用途或渠道的代码", "the code of a purpose or channel");
  const consents = [...reading.scope.catalogue.attributes.values()].filter(
    ({ code, type }) => code.startsWith(CONSENT) && type === "boolean",
  );
  const found = consents.find(({ code, name }) => code === CONSENT + raw || code === raw || name.zh === raw || name.en === raw);
  if (found) return found.code.slice(CONSENT.length);
  const known = consents.map(({ code }) => code.slice(CONSENT.length));
  return reading.wrong(path, "RULE_UNKNOWN_CONSENT", { name: describe(raw), known, suggestion: nearest(raw, known) });
}
