/** The two languages of all texts for people. Chinese is the default. */
export type Lang = "zh" | "en";

/** A text in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** The language to answer in, from an Accept-Language header or a locale such as `zh_CN.UTF-8`; Chinese unless another is preferred. */
export function langOf(header: string | undefined): Lang {
  const wanted = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => {
      const [range = "", ...options] = part.trim().split(";");
      const quality = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean);
      return { range, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ range }) => range.startsWith("zh") || range.startsWith("en"))
    .toSorted((a, b) => b.quality - a.quality);
  return wanted[0]?.range.startsWith("en") ? "en" : "zh";
}
