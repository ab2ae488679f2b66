import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useState } from "react";
import { labelEvent, readEventUse } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Num } from "../../components/Num.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { LabelForm } from "./LabelForm.tsx";
import { PropertyRow } from "./PropertyRow.tsx";
import { useCatalogueChanged } from "./useCatalogueChanged.ts";

/** One event of the catalogue: names and properties. */
export function EventDrawer({ code, onClose }: { code: string | null; onClose: () => void }) {
  const phone = usePhone();
  const [last, setLast] = useState(code);
  if (code !== null && code !== last) setLast(code);
  return (
    <Drawer open={code !== null} onClose={onClose} size={phone ? "100%" : 560} title={last}>
      {last !== null && <EventUse key={last} code={last} />}
    </Drawer>
  );
}

function EventUse({ code }: { code: string }) {
  const { t } = useTexts();
  const may = useMay("tag.edit");
  const changed = useCatalogueChanged();
  const { data: event, error, refetch } = useQuery(ask(readEventUse, { event: code }));
  const label = useAct(labelEvent, { onSuccess: changed });
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (!event) return <Skeleton width="100%" height={200} />;
  return (
    <div className="tw-event-use">
      <p className="tw-quiet">
        {event.lastSeen === null ? (
          t("catalogue.neverSeen")
        ) : (
          <>
            {t("catalogue.count")} <Num value={event.events} /> · {t("catalogue.lastSeen")} <Ago at={event.lastSeen} />
          </>
        )}
      </p>
      {may && (
        <LabelForm
          name={event.name}
          code={event.code}
          saving={label.isPending}
          problem={label.error}
          onSave={(name) => label.mutate({ event: code, name })}
        />
      )}
      <h2>{t("catalogue.properties")}</h2>
      <ul className="tw-properties">
        {event.properties.map((property) => (
          <PropertyRow key={property.code} event={code} property={property} />
        ))}
      </ul>
    </div>
  );
}
