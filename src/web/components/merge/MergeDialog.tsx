import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useId, useState } from "react";
import { mergeCustomers, previewMerge, type MergePreview } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useAct } from "../../api/useAct.ts";
import { useTexts } from "../../i18n/index.ts";
import { Skeleton } from "../Skeleton.tsx";
import { Num } from "../Num.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import { IdentityText } from "./IdentityText.tsx";
import { ReasonModal } from "./ReasonModal.tsx";
import "./merge.css";

interface Props {
  readonly customer: string;
  /** The other customer. Absent: the dialog asks for it. */
  readonly other?: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone?: (customer: number) => void;
}

/** Merges two customers, after a preview of what would move. */
export function MergeDialog({ customer, other: given, open, onClose, onDone }: Props) {
  const { t } = useTexts();
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string>();
  const other = given ?? chosen;
  const clear = (): void => {
    setTyped("");
    setChosen(undefined);
    onClose();
  };
  const merge = useAct(mergeCustomers, {
    onSuccess: async ({ customers: [kept = 0] }) => {
      void message.success(t("merge.done", { customer: kept }));
      // The merge is done, so the preview is not read again: it would fail.
      client.removeQueries({ queryKey: [previewMerge.id] });
      clear();
      onDone?.(kept);
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== previewMerge.id });
    },
  });
  const preview = useQuery({
    ...ask(previewMerge, { customer, other: other ?? "" }),
    enabled: open && other !== undefined && merge.isIdle,
  });
  const close = (): void => {
    merge.reset();
    clear();
  };
  return (
    <ReasonModal
      open={open}
      title={t("merge.do")}
      confirm={t("merge.confirm")}
      busy={merge.isPending}
      problem={merge.error}
      ready={preview.data !== undefined}
      onClose={close}
      onConfirm={(reason) => merge.mutate({ customer, other: other!, reason })}
    >
      {given === undefined && (
        <form
          className="tw-merge-with"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== "") setChosen(typed.trim());
          }}
        >
          <label htmlFor={id}>{t("merge.with")}</label>
          <div>
            <Input
              id={id}
              autoComplete="off"
              placeholder={t("merge.withHelp")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button htmlType="submit">{t("merge.look")}</Button>
          </div>
        </form>
      )}
      {preview.error && <ProblemNote problem={preview.error} />}
      {preview.isLoading && <Skeleton width="80%" />}
      {preview.data && <Moves preview={preview.data} />}
    </ReasonModal>
  );
}

function Moves({ preview: { kept, lost, clashes } }: { preview: MergePreview }) {
  const { t } = useTexts();
  const nameOf = ({ name, customer }: MergePreview["kept"]): string => (name === null ? `#${customer}` : `${name} #${customer}`);
  return (
    <div className="tw-merge-moves">
      <p>{t("merge.becomes", { lost: nameOf(lost), kept: nameOf(kept) })}</p>
      <ul className="tw-merge-identities">
        {lost.identities.map((identity) => (
          <li key={`${identity.platform} ${identity.external}`}>
            <IdentityText identity={identity} />
          </li>
        ))}
      </ul>
      <p className="tw-quiet">
        <Num value={lost.events} /> {t("merge.events")} · <Num value={lost.attributes} /> {t("merge.attributes")} ·{" "}
        <Num value={lost.tags} /> {t("merge.tags")} · <Num value={lost.overrides} /> {t("merge.overrides")}
      </p>
      {clashes.map(({ a, b }) => (
        <p key={`${a.external} ${b.external}`} className="tw-attention">
          {t("merge.clash", { a: a.external, b: b.external })}
        </p>
      ))}
    </div>
  );
}
