export declare const PAGES: readonly { readonly path: string; readonly lang: "zh" | "en" }[];
export declare function withTypes(page: string, lang: "zh" | "en"): string;
