import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useMay } from "../../api/session.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Keys } from "./Keys.tsx";
import { Person } from "./Person.tsx";
import "./settings.css";

export function SettingsPage() {
  const { t } = useTexts();
  const { tab } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const may = useMay("team.manage");
  return (
    <div className="tw-page">
      <PageHeader title={t("shell.settings")} />
      <Tabs
        activeKey={tab === "keys" && may ? "keys" : "person"}
        onChange={(next) => void navigate({ search: { tab: next === "person" ? undefined : next }, replace: true })}
        items={[
          { key: "person", label: t("settings.person"), children: <Person /> },
          ...(may ? [{ key: "keys", label: t("settings.keys"), children: <Keys /> }] : []),
        ]}
      />
    </div>
  );
}
