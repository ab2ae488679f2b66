import { Segmented } from "antd";
import type { ReactNode } from "react";
import type { Lang } from "../../../kernel/index.ts";
import { useSession } from "../../api/session.ts";
import { useTexts } from "../../i18n/index.ts";
import { prefer, usePreferences } from "../../preferences.ts";
import { NameRow } from "./account/NameRow.tsx";
import { PasswordRow } from "./account/PasswordRow.tsx";
import { TwoFactorRow } from "./account/TwoFactorRow.tsx";
import "./account/account.css";

/** The account of the signed-in person: name, password, two-step verification, language, theme. */
export function Person() {
  const { t } = useTexts();
  const session = useSession();
  const { lang, theme } = usePreferences();
  return (
    <section className="tw-sheet tw-settings">
      <Row name={t("settings.name")}>
        <NameRow />
      </Row>
      <Row name={t("login.login")}>{session?.person.login}</Row>
      <Row name={t("settings.role")}>{session && t(`role.${session.person.role}`)}</Row>
      <Row name={t("login.password")}>
        <PasswordRow />
      </Row>
      <Row name={t("account.twoFactor")}>
        <TwoFactorRow />
      </Row>
      <Row name={t("settings.workspace")}>{session?.workspace.name}</Row>
      <Row name={t("settings.timezone")}>{session?.workspace.timezone}</Row>
      <Row name={t("settings.language")}>
        <Segmented<Lang>
          aria-label={t("settings.language")}
          value={lang}
          onChange={(next) => prefer({ lang: next })}
          options={[
            { value: "zh", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
      </Row>
      <Row name={t("settings.theme")}>
        <Segmented
          aria-label={t("settings.theme")}
          value={theme}
          onChange={(next) => prefer({ theme: next })}
          options={(["system", "light", "dark"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
      </Row>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="tw-settings-row">
      <span className="tw-quiet">{name}</span>
      <span>{children}</span>
    </div>
  );
}
