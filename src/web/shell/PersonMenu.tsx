import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import { signOut } from "../../contract/index.ts";
import { useSession } from "../api/session.ts";
import { useAct } from "../api/useAct.ts";
import { Icon } from "../components/Icon.tsx";
import { useTexts } from "../i18n/index.ts";
import { prefer, useScheme } from "../preferences.ts";

export function PersonMenu({ phone }: { phone: boolean }) {
  const { t, lang } = useTexts();
  const session = useSession();
  const dark = useScheme() === "dark";
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useAct(signOut, {
    // Even if the sign-out fails at the server, the person's data is removed from this browser.
    onSettled: async () => {
      client.clear();
      await navigate({ to: "/login" });
      client.clear();
    },
  });
  if (!session) return null;
  const { name, role, login } = session.person;
  const items: MenuProps["items"] = [
    {
      key: "person",
      type: "group",
      label: (
        <div className="tw-person-card">
          <strong>{name}</strong>
          <span>{`${login} · ${t(`role.${role}`)} · ${session.workspace.name}`}</span>
        </div>
      ),
    },
    { type: "divider" },
    { key: "settings", icon: <Icon name="settings" />, label: t("shell.settings"), onClick: () => void navigate({ to: "/settings" }) },
    ...(phone
      ? [
          {
            key: "lang",
            icon: <Icon name="enter" />,
            label: t("shell.otherLanguage"),
            onClick: () => prefer({ lang: lang === "zh" ? "en" : "zh" }),
          },
          {
            key: "theme",
            icon: <Icon name={dark ? "sun" : "moon"} />,
            label: t(dark ? "shell.toLight" : "shell.toDark"),
            onClick: () => prefer({ theme: dark ? "light" : "dark" }),
          },
        ]
      : []),
    { key: "logout", icon: <Icon name="logout" />, label: t("shell.logout"), onClick: () => leave.mutate({}) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="tw-tool tw-person" aria-label={t("shell.person", { name })}>
        <span className="tw-person-face" aria-hidden="true">
          {[...name][0]?.toUpperCase()}
        </span>
        {!phone && <span aria-hidden="true">{name}</span>}
      </button>
    </Dropdown>
  );
}
