import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useMay } from "../../api/session.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Catalogue } from "../catalogue/Catalogue.tsx";
import { Audit } from "./audit/Audit.tsx";
import { Identities } from "./identity/Identities.tsx";
import { Keys } from "./Keys.tsx";
import { People } from "./people/People.tsx";
import { Person } from "./Person.tsx";
import { Sessions } from "./Sessions.tsx";
import { TagSettings } from "./tags/TagSettings.tsx";
import { Webhooks } from "./webhooks/Webhooks.tsx";
import "./settings.css";

export function SettingsPage() {
  const { t } = useTexts();
  const { tab } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const customers = useMay("customer.read");
  const tags = useMay("tag.read");
  const team = useMay("team.manage");
  const connections = useMay("connection.manage");
  const items = [
    { key: "person", label: t("settings.person"), children: <Person /> },
    { key: "sessions", label: t("settings.sessions"), children: <Sessions /> },
    { key: "catalogue", label: t("catalogue.tab"), children: <Catalogue /> },
    ...(customers ? [{ key: "identity", label: t("limits.tab"), children: <Identities /> }] : []),
    ...(tags ? [{ key: "tags", label: t("quota.tab"), children: <TagSettings /> }] : []),
    ...(team ? [{ key: "people", label: t("people.tab"), children: <People /> }] : []),
    ...(team ? [{ key: "keys", label: t("settings.keys"), children: <Keys /> }] : []),
    ...(team ? [{ key: "audit", label: t("audit.tab"), children: <Audit /> }] : []),
    ...(connections ? [{ key: "webhooks", label: t("settings.webhooks"), children: <Webhooks /> }] : []),
  ];
  return (
    <div className="tw-page">
      <PageHeader title={t("shell.settings")} />
      <Tabs
        activeKey={items.some(({ key }) => key === tab) ? tab! : "person"}
        onChange={(next) => void navigate({ search: { tab: next === "person" ? undefined : next }, replace: true })}
        items={items}
        destroyOnHidden
      />
    </div>
  );
}
