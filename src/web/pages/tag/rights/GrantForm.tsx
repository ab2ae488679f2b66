import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import {
  createGrant,
  explainGrants,
  listDepartments,
  listGrants,
  listPeople,
  PersonRole,
  TAG_ACTIONS,
  type GrantEffect,
  type TagAction,
} from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { departmentPaths } from "../../settings/people/departmentPaths.ts";

const ROLES = PersonRole.options.filter((role) => role !== "administrator");

/** Allows or denies something on one tag. */
export function GrantForm({ tag, onDone }: { tag: string; onDone: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { data: people } = useQuery(ask(listPeople, {}));
  const { data: departments } = useQuery(ask(listDepartments, {}));
  const [who, setWho] = useState<string>();
  const [effect, setEffect] = useState<GrantEffect>("deny");
  const [action, setAction] = useState<TagAction>("see");
  const create = useAct(createGrant, {
    onSuccess: async () => {
      await Promise.all([listGrants, explainGrants].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
      onDone();
    },
  });
  const options = [
    { label: t("rights.subject.role"), options: ROLES.map((role) => ({ value: `role ${role}`, label: t(`role.${role}`) })) },
    {
      label: t("rights.subject.department"),
      options: departmentPaths(departments?.items ?? []).map(({ id, label }) => ({ value: `department ${id}`, label })),
    },
    { label: t("rights.subject.person"), options: (people?.items ?? []).map(({ id, name }) => ({ value: `person ${id}`, label: name })) },
  ];
  const save = () => {
    const [kind, id] = who!.split(" ") as ["role" | "department" | "person", string];
    const subject = kind === "role" ? { role: id as PersonRole } : kind === "department" ? { department: id } : { person: id };
    create.mutate({ subject, object: { tag }, action, effect });
  };
  return (
    <form
      className="tw-rights-form"
      aria-label={t("rights.add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (who !== undefined) save();
      }}
    >
      <Select
        aria-label={t("rights.who")}
        placeholder={t("rights.who")}
        showSearch
        optionFilterProp="label"
        options={options}
        value={who ?? null}
        onChange={(value) => setWho(value ?? undefined)}
      />
      <div className="tw-rights-choice">
        <Select
          aria-label={t("rights.effect")}
          value={effect}
          onChange={setEffect}
          options={(["deny", "allow"] as const).map((value) => ({ value, label: t(`rights.effects.${value}`) }))}
        />
        <Select
          aria-label={t("rights.what")}
          value={action}
          onChange={setAction}
          options={TAG_ACTIONS.map((value) => ({ value, label: t(`rights.action.${value}`) }))}
        />
      </div>
      {create.error && <ProblemNote problem={create.error} />}
      <div className="tw-rights-acts">
        <Button size="small" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={who === undefined} loading={create.isPending}>
          {t("rights.save")}
        </Button>
      </div>
    </form>
  );
}
