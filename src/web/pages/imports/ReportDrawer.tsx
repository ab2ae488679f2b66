import { Drawer } from "antd";
import { useState } from "react";
import type { ImportRecord } from "../../../contract/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { useActorName } from "../../components/useActorName.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { Report } from "./Report.tsx";
import { Taken, UndoImport } from "./UndoImport.tsx";

/** The report of an import, and its undo or the result of the undo. */
export function ReportDrawer({ report, onClose }: { report: ImportRecord | null; onClose: () => void }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const phone = usePhone();
  const [last, setLast] = useState(report);
  if (report && report !== last) setLast(report);
  return (
    <Drawer open={report !== null} onClose={onClose} size={phone ? "100%" : 520} title={last?.file}>
      {last && <Report report={last} />}
      {last?.state === "done" && <UndoImport key={last.id} report={last} />}
      {last?.undone && (
        <section className="tw-report">
          <h3>
            {t("imports.undoneBy", { name: actorName(last.undone.by) })} <Ago at={last.undone.at} />
          </h3>
          <Taken result={last.undone} />
        </section>
      )}
    </Drawer>
  );
}
