import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, InputNumber, Modal } from "antd";
import { useState } from "react";
import { NO_LIMIT, previewMergeLimits, setMergeLimits, type MergeLimits, type IdentityKindShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useDebounced } from "../../../components/useDebounced.ts";
import { useTexts } from "../../../i18n/index.ts";

type Kind = IdentityKindShape["kind"];
type MergeLimit = IdentityKindShape["limit"];

interface Props {
  readonly kinds: readonly IdentityKindShape[];
  /** The kind whose limits are edited; undefined: closed. */
  readonly kind: Kind | undefined;
  readonly onClose: () => void;
}

/** Edits the merge limits of one kind, with a preview of the effect. */
export function MergeLimitsForm({ kinds, kind, onClose }: Props) {
  const { t } = useTexts();
  const [last, setLast] = useState(kind);
  if (kind && kind !== last) setLast(kind);
  const edited = kinds.find((each) => each.kind === last);
  return (
    <Modal
      open={kind !== undefined}
      onCancel={onClose}
      title={edited && t("limits.edit", { kind: t(`limits.kind.${edited.kind}`) })}
      footer={null}
      destroyOnHidden
    >
      {edited && <Form kinds={kinds} edited={edited} onClose={onClose} />}
    </Modal>
  );
}

function Form({ kinds, edited, onClose }: { kinds: readonly IdentityKindShape[]; edited: IdentityKindShape; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [limit, setLimit] = useState<MergeLimit>(edited.limit);
  const changed = limit.between !== edited.limit.between || limit.holds !== edited.limit.holds;
  const limits = Object.fromEntries(kinds.map((each) => [each.kind, each.kind === edited.kind ? limit : each.limit])) as MergeLimits;
  const save = useAct(setMergeLimits, {
    onSuccess: async () => {
      await client.invalidateQueries();
      void message.success(t("limits.saved"));
      onClose();
    },
  });
  const fields = ["between", "holds"] as const;
  return (
    <div className="tw-limits-form">
      {fields.map((field) => (
        <div key={field} className="tw-limits-field">
          <label htmlFor={`limits-${field}`}>{t(`limits.${field}`)}</label>
          <InputNumber
            id={`limits-${field}`}
            aria-describedby={`limits-${field}-help`}
            min={1}
            max={NO_LIMIT - 1}
            precision={0}
            placeholder={t("limits.any")}
            value={limit[field] >= NO_LIMIT ? null : limit[field]}
            onChange={(value) => setLimit({ ...limit, [field]: value ?? NO_LIMIT })}
          />
          <p id={`limits-${field}-help`} className="tw-quiet">
            {t(`limits.${field}Help.${edited.kind}`)}
          </p>
        </div>
      ))}
      <WouldChange limits={limits} changed={changed} />
      {save.error && <ProblemNote problem={save.error} />}
      <footer>
        <Button type="text" className="tw-limits-usual" onClick={() => setLimit(edited.usual)}>
          {t("limits.usual")}
        </Button>
        <span className="tw-limits-gap" />
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(limits)}>
          {t("limits.save")}
        </Button>
      </footer>
    </div>
  );
}

const PARTS = ["merged", "split", "aside", "freed"] as const;

/** The effect of saving. Its space is reserved, so that the form does not jump. */
function WouldChange({ limits, changed }: { limits: MergeLimits; changed: boolean }) {
  const { t } = useTexts();
  const debounced = useDebounced(JSON.stringify(limits), 400);
  const asked = debounced === JSON.stringify(limits);
  const { data, error } = useQuery({ ...ask(previewMergeLimits, JSON.parse(debounced) as MergeLimits), enabled: changed && asked });
  const preview = changed && asked ? data : undefined;
  const parts = PARTS.filter((part) => preview && preview[part] > 0);
  return (
    <div className="tw-limits-would" aria-live="polite">
      {changed && asked && error && <ProblemNote problem={error} />}
      {!changed && <p className="tw-quiet">{t("limits.unchanged")}</p>}
      {changed && !preview && !error && <p className="tw-quiet">{t("limits.looking")}</p>}
      {preview && (
        <>
          <p>{parts.length === 0 && preview.whole ? t("limits.nothing") : t(preview.whole ? "limits.would" : "limits.wouldLeast")}</p>
          <ul>
            {parts.map((part) => (
              <li key={part}>{t(`limits.${part}`, { count: preview[part] })}</li>
            ))}
          </ul>
          {parts.length > 0 && <p className="tw-quiet">{t("limits.saving")}</p>}
        </>
      )}
    </div>
  );
}
