import { Link } from "@tanstack/react-router";
import { Icon } from "../components/Icon.tsx";
import { Logo } from "../components/Logo.tsx";
import { useTexts } from "../i18n/index.ts";
import { prefer, usePreferences, useScheme } from "../preferences.ts";
import { LiveMark } from "../live/LiveMark.tsx";
import { useLive } from "../live/useLive.ts";
import { EvaluationDot } from "./EvaluationDot.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import "./top.css";

export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function TopBar({ phone, onSearch }: { phone: boolean; onSearch: () => void }) {
  const { t } = useTexts();
  const live = useLive();
  return (
    <header className="tw-top">
      {phone && (
        <Link to="/" className="tw-top-brand" aria-label={t("shell.brand")}>
          <Logo size={24} />
        </Link>
      )}
      <button type="button" className="tw-top-search" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" />
        <span className="tw-cut">{t(phone ? "shell.searchShort" : "shell.search")}</span>
        {!phone && <kbd className="tw-kbd">{isApple ? "⌘K" : "Ctrl K"}</kbd>}
      </button>
      <div className="tw-top-right">
        <LiveMark state={live} phone={phone} />
        <EvaluationDot phone={phone} />
        {!phone && (
          <>
            <LanguageButton />
            <ThemeButton />
          </>
        )}
        <PersonMenu phone={phone} />
      </div>
    </header>
  );
}

function LanguageButton() {
  const { t } = useTexts();
  const { lang } = usePreferences();
  return (
    <button
      type="button"
      className="tw-tool"
      title={t("shell.otherLanguage")}
      aria-label={t("shell.otherLanguage")}
      onClick={() => prefer({ lang: lang === "zh" ? "en" : "zh" })}
    >
      <span aria-hidden="true">{lang === "zh" ? "EN" : "中"}</span>
    </button>
  );
}

function ThemeButton() {
  const { t } = useTexts();
  const dark = useScheme() === "dark";
  const name = t(dark ? "shell.toLight" : "shell.toDark");
  return (
    <button type="button" className="tw-tool" title={name} aria-label={name} onClick={() => prefer({ theme: dark ? "light" : "dark" })}>
      <Icon name={dark ? "sun" : "moon"} />
    </button>
  );
}
