import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { changeAccount, readAccount } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useSessionChanged } from "../../../api/session.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";

/** The person's own name, changed in place. */
export function NameRow() {
  const { t } = useTexts();
  const client = useQueryClient();
  const sessionChanged = useSessionChanged();
  const { data } = useQuery(ask(readAccount, {}));
  const [typed, setTyped] = useState<string>();
  const change = useAct(changeAccount, {
    onSuccess: async (account) => {
      client.setQueryData(ask(readAccount, {}).queryKey, account);
      await sessionChanged();
      setTyped(undefined);
    },
  });
  const value = typed ?? data?.name ?? "";
  const differs = typed !== undefined && typed.trim() !== "" && typed.trim() !== data?.name;
  return (
    <form
      className="tw-account-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (differs) change.mutate({ name: value.trim() });
      }}
    >
      <Input
        aria-label={t("settings.name")}
        maxLength={100}
        autoComplete="name"
        value={value}
        onChange={(event) => setTyped(event.target.value)}
      />
      {differs && (
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t("people.save")}
        </Button>
      )}
      {change.error && <ProblemNote problem={change.error} />}
    </form>
  );
}
