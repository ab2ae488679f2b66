import { Drawer, Select } from "antd";
import { useId, useState } from "react";
import { changeAttribute, Sensitivity, type AttributeUse } from "../../../contract/index.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { AttributeType } from "./AttributeType.tsx";
import { useCatalogueChanged } from "./useCatalogueChanged.ts";
import { LabelForm } from "./LabelForm.tsx";

/** One attribute: names, type and sensitivity. */
export function AttributeDrawer({ attribute, onClose }: { attribute: AttributeUse | null; onClose: () => void }) {
  const { t } = useTexts();
  const phone = usePhone();
  const may = useMay("tag.edit");
  const changed = useCatalogueChanged();
  const id = useId();
  const [last, setLast] = useState(attribute);
  if (attribute && attribute !== last) setLast(attribute);
  const [sensitivity, setSensitivity] = useState<AttributeUse["sensitivity"] | null>(null);
  const change = useAct(changeAttribute, { onSuccess: () => changed().then(onClose) });
  const close = (): void => {
    setSensitivity(null);
    change.reset();
    onClose();
  };
  return (
    <Drawer open={attribute !== null} onClose={close} size={phone ? "100%" : 480} title={last?.code}>
      {last && (
        <div className="tw-event-use" key={last.code}>
          <AttributeType attribute={attribute ?? last} />
          <label htmlFor={id}>{t("tag.sensitivity")}</label>
          <Select
            id={id}
            disabled={!may}
            value={sensitivity ?? last.sensitivity}
            onChange={setSensitivity}
            options={Sensitivity.options.map((value) => ({ value, label: t(`sensitivity.${value}`) }))}
          />
          {may && (
            <LabelForm
              name={last.name}
              code={last.code}
              saving={change.isPending}
              problem={change.error}
              changed={sensitivity !== null && sensitivity !== last.sensitivity}
              onSave={(name) =>
                change.mutate({
                  attribute: last.code,
                  ...(Object.keys(name).length > 0 && { name }),
                  ...(sensitivity && { sensitivity }),
                })
              }
            />
          )}
        </div>
      )}
    </Drawer>
  );
}
