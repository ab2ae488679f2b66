import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, InputNumber, Modal } from "antd";
import { useState } from "react";
import { NO_CAP, previewIdentityCaps, writeIdentityCaps, type IdentityCaps, type IdentityKindShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useSettled } from "../../../components/useSettled.ts";
import { useTexts } from "../../../i18n/index.ts";

type Kind = IdentityKindShape["kind"];
type Cap = IdentityKindShape["cap"];

interface Props {
  readonly kinds: readonly IdentityKindShape[];
  /** The kind whose caps are being changed; undefined: none. */
  readonly kind: Kind | undefined;
  readonly onClose: () => void;
}

/** Changes the caps of one kind, with what that would change in sight before it is saved. */
export function CapsForm({ kinds, kind, onClose }: Props) {
  const { t } = useTexts();
  const [last, setLast] = useState(kind);
  if (kind && kind !== last) setLast(kind);
  const known = kinds.find((each) => each.kind === last);
  return (
    <Modal
      open={kind !== undefined}
      onCancel={onClose}
      title={known && t("caps.edit", { kind: t(`caps.kind.${known.kind}`) })}
      footer={null}
      destroyOnHidden
    >
      {known && <Form kinds={kinds} known={known} onClose={onClose} />}
    </Modal>
  );
}

function Form({ kinds, known, onClose }: { kinds: readonly IdentityKindShape[]; known: IdentityKindShape; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [cap, setCap] = useState<Cap>(known.cap);
  const changed = cap.between !== known.cap.between || cap.holds !== known.cap.holds;
  const caps = Object.fromEntries(kinds.map((each) => [each.kind, each.kind === known.kind ? cap : each.cap])) as IdentityCaps;
  const save = useAct(writeIdentityCaps, {
    onSuccess: async () => {
      await client.invalidateQueries();
      void message.success(t("caps.saved"));
      onClose();
    },
  });
  const fields = ["between", "holds"] as const;
  return (
    <div className="tw-caps-form">
      {fields.map((field) => (
        <div key={field} className="tw-caps-field">
          <label htmlFor={`caps-${field}`}>{t(`caps.${field}`)}</label>
          <InputNumber
            id={`caps-${field}`}
            aria-describedby={`caps-${field}-help`}
            min={1}
            max={NO_CAP - 1}
            precision={0}
            placeholder={t("caps.any")}
            value={cap[field] >= NO_CAP ? null : cap[field]}
            onChange={(value) => setCap({ ...cap, [field]: value ?? NO_CAP })}
          />
          <p id={`caps-${field}-help`} className="tw-quiet">
            {t(`caps.${field}Help.${known.kind}`)}
          </p>
        </div>
      ))}
      <WouldChange caps={caps} changed={changed} />
      {save.error && <ProblemNote problem={save.error} />}
      <footer>
        <Button type="text" className="tw-caps-usual" onClick={() => setCap(known.usual)}>
          {t("caps.usual")}
        </Button>
        <span className="tw-caps-gap" />
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(caps)}>
          {t("caps.save")}
        </Button>
      </footer>
    </div>
  );
}

const PARTS = ["merged", "split", "aside", "freed"] as const;

/** What saving would change; room for it is kept from the beginning. */
function WouldChange({ caps, changed }: { caps: IdentityCaps; changed: boolean }) {
  const { t } = useTexts();
  const settled = useSettled(JSON.stringify(caps), 400);
  const asked = settled === JSON.stringify(caps);
  const { data, error } = useQuery({ ...ask(previewIdentityCaps, JSON.parse(settled) as IdentityCaps), enabled: changed && asked });
  const told = changed && asked ? data : undefined;
  const parts = PARTS.filter((part) => told && told[part] > 0);
  return (
    <div className="tw-caps-would" aria-live="polite">
      {changed && asked && error && <ProblemNote problem={error} />}
      {!changed && <p className="tw-quiet">{t("caps.unchanged")}</p>}
      {changed && !told && !error && <p className="tw-quiet">{t("caps.looking")}</p>}
      {told && (
        <>
          <p>{parts.length === 0 && told.whole ? t("caps.nothing") : t(told.whole ? "caps.would" : "caps.wouldLeast")}</p>
          <ul>
            {parts.map((part) => (
              <li key={part}>{t(`caps.${part}`, { count: told[part] })}</li>
            ))}
          </ul>
          {parts.length > 0 && <p className="tw-quiet">{t("caps.saving")}</p>}
        </>
      )}
    </div>
  );
}
