import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { Icon } from "../components/Icon.tsx";
import { Logo } from "../components/Logo.tsx";
import { useTexts } from "../i18n/index.ts";
import { prefer, usePreferences } from "../preferences.ts";
import { ChangesWaiting } from "./ChangesWaiting.tsx";
import { PAGES } from "./nav.ts";
import { ReviewsWaiting } from "./ReviewsWaiting.tsx";
import "./nav.css";

/** The navigation: on the left with text, or icons only if collapsed; on a phone a bar at the bottom. */
export function Nav({ phone }: { phone: boolean }) {
  const { t } = useTexts();
  const { navCollapsed } = usePreferences();
  const narrow = navCollapsed && !phone;
  return (
    <nav className={`tw-nav${narrow ? " tw-nav-narrow" : ""}`} aria-label={t("shell.navigation")}>
      {!phone && (
        <Link to="/" className="tw-nav-brand" aria-label={t("shell.brand")}>
          <Logo size={26} />
          {!narrow && <span className="tw-nav-name">{t("shell.brand")}</span>}
        </Link>
      )}
      <ul className="tw-nav-list">
        {PAGES.map(({ to, icon, name }) => (
          <li key={to}>
            <Tooltip title={narrow ? t(name) : ""} placement="right">
              <Link to={to} className="tw-nav-item" activeOptions={{ exact: to === "/", includeSearch: false }}>
                <Icon name={icon} size={phone ? 20 : 17} />
                <span className={narrow ? "tw-hidden" : "tw-nav-word"}>{t(name)}</span>
                {to === "/review" && <ReviewsWaiting />}
                {to === "/tags" && <ChangesWaiting />}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      {!phone && (
        <button
          type="button"
          className="tw-tool tw-nav-fold"
          aria-expanded={!navCollapsed}
          aria-label={t(navCollapsed ? "shell.unfold" : "shell.fold")}
          title={t(navCollapsed ? "shell.unfold" : "shell.fold")}
          onClick={() => prefer({ navCollapsed: !navCollapsed })}
        >
          <Icon name="sidebar" />
        </button>
      )}
    </nav>
  );
}
