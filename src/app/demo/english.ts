import { ENGLISH } from "./data/english.ts";

type Raw = Readonly<Record<string, unknown>>;

/** The shop's tags as an English speaker would have written them. What rules compare with stays as it stands in the data. */
export function inEnglish(document: { readonly tags: readonly Raw[] }): { readonly tags: readonly Raw[] } {
  return { ...document, tags: document.tags.map(tagInEnglish) };
}

function tagInEnglish(tag: Raw): Raw {
  const values = tag["values"] as readonly Raw[] | undefined;
  const words = ["owner", "unit", "criteria", "purpose", "default"].filter((key) => typeof tag[key] === "string");
  return {
    ...tag,
    ...(typeof tag["group"] === "string" && { group: tag["group"].split("/").map(english).join("/") }),
    ...Object.fromEntries(words.map((key) => [key, english(tag[key] as string)])),
    ...(values && { values: values.map((one) => ({ ...one, value: english(one["value"] as string) })) }),
  };
}

function english(text: string): string {
  return ENGLISH[text] ?? text;
}
