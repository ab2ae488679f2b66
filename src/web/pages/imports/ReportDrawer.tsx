import { Drawer } from "antd";
import { useState } from "react";
import type { ImportReport } from "../../../contract/index.ts";
import { usePhone } from "../../preferences.ts";
import { Report } from "./Report.tsx";

export function ReportDrawer({ report, onClose }: { report: ImportReport | null; onClose: () => void }) {
  const phone = usePhone();
  const [last, setLast] = useState(report);
  if (report && report !== last) setLast(report);
  return (
    <Drawer open={report !== null} onClose={onClose} size={phone ? "100%" : 520} title={last?.file}>
      {last && <Report report={last} />}
    </Drawer>
  );
}
