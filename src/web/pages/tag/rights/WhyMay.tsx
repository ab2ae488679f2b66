import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { explainGrants, listPeople } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { useTexts } from "../../../i18n/index.ts";

/** What a person may do with the tag, and the one rule that decides each. */
export function WhyMay({ tag }: { tag: string }) {
  const { t, pick } = useTexts();
  const { data: people } = useQuery(ask(listPeople, {}));
  const [person, setPerson] = useState<string>();
  const { data, error } = useQuery({ ...ask(explainGrants, { tag, person: person ?? "" }), enabled: person !== undefined });
  return (
    <div className="tw-rights-why">
      <Select
        aria-label={t("rights.whyLabel")}
        placeholder={t("rights.whyLabel")}
        showSearch
        allowClear
        optionFilterProp="label"
        notFoundContent={t("people.noneFound")}
        value={person ?? null}
        onChange={(value) => setPerson(value ?? undefined)}
        options={(people?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      {error && person !== undefined && <ProblemNote problem={error} />}
      {person !== undefined && !data && !error && <Skeleton height={80} />}
      {person !== undefined && data && (
        <dl aria-live="polite">
          {data.actions.map(({ action, allowed, because }) => (
            <div key={action}>
              <dt className={allowed ? undefined : "tw-rights-deny"}>
                {t(allowed ? "rights.may" : "rights.mayNot", { action: t(`rights.action.${action}`) })}
              </dt>
              <dd className="tw-quiet">{pick(because)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
