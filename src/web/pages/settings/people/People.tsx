import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useTexts } from "../../../i18n/index.ts";
import { Departments } from "./Departments.tsx";
import { Invitations } from "./Invitations.tsx";
import { PersonList } from "./PersonList.tsx";
import "./people.css";

const VIEWS = ["people", "invitations", "departments"] as const;

/** People and departments. The open view and its filters are in the address. */
export function People() {
  const { t } = useTexts();
  const { view } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const shown = VIEWS.find((each) => each === view) ?? "people";
  return (
    <section className="tw-people">
      <Segmented
        aria-label={t("people.tab")}
        value={shown}
        onChange={(next) => void navigate({ search: { tab: "people", view: next === "people" ? undefined : next }, replace: true })}
        options={VIEWS.map((value) => ({ value, label: t(`people.view.${value}`) }))}
      />
      {shown === "people" && <PersonList />}
      {shown === "invitations" && <Invitations />}
      {shown === "departments" && <Departments />}
    </section>
  );
}
