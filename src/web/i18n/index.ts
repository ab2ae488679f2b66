import i18next from "i18next";
import { useTranslation, initReactI18next } from "react-i18next";
import type { Lang, Text } from "../../kernel/index.ts";
import { onPreferences, preferences } from "../preferences.ts";
import { en } from "./en/index.ts";
import { zh } from "./zh/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
    enableSelector: false;
  }
}

/** Starts i18n in the preferred language and keeps the document's `lang` in step. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    lng: preferences().lang,
    fallbackLng: "zh",
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  mark(preferences().lang);
  onPreferences(() => {
    const { lang } = preferences();
    if (i18next.language === lang) return;
    void i18next.changeLanguage(lang);
    mark(lang);
  });
}

function mark(lang: Lang): void {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

export function useTexts() {
  const { t, i18n } = useTranslation();
  const lang: Lang = i18n.language === "en" ? "en" : "zh";
  return {
    t,
    lang,
    /** Picks the current language of a two-language text. */
    pick: (text: Text): string => text[lang] || text.zh || text.en,
  };
}
