import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { listTags, type Why } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useTexts } from "../../i18n/index.ts";
import { useAssign } from "../useAssign.tsx";

/** A static tag can be put on or taken off right where one asks why. */
export function StaticAct({ why }: { why: Why }) {
  const { t } = useTexts();
  const may = useMay("tag.assign");
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const tag = useQuery(ask(listTags, {})).data?.items.find(({ code }) => code === why.tag.code);
  if (!may || tag?.state !== "published") return null;
  const act = async (): Promise<void> => {
    setBusy(true);
    await assign({ tag, change: why.has ? "remove" : "add", customers: [why.customer] });
    setBusy(false);
  };
  return (
    <p>
      <Button loading={busy} onClick={() => void act()}>
        {t(why.has ? "assign.takeOff" : "assign.putOn")}
      </Button>
    </p>
  );
}
