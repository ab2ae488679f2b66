import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { listTags, type Why } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useTexts } from "../../i18n/index.ts";
import { NOTHING_SAID, SaidFields } from "../given/SaidFields.tsx";
import { useAssign } from "../useAssign.tsx";

/** A static tag can be put on or taken off right where one asks why, with a reason and an end for whoever has one. */
export function StaticAct({ why }: { why: Why }) {
  const { t } = useTexts();
  const may = useMay("tag.assign");
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const [saying, setSaying] = useState(false);
  const [said, setSaid] = useState(NOTHING_SAID);
  const tag = useQuery(ask(listTags, {})).data?.items.find(({ code }) => code === why.tag.code);
  if (!may || tag?.state !== "published") return null;
  const change = why.has ? "remove" : "add";
  const act = async (): Promise<void> => {
    setBusy(true);
    if (await assign({ tag, change, customers: [why.customer], said })) {
      setSaying(false);
      setSaid(NOTHING_SAID);
    }
    setBusy(false);
  };
  return (
    <div className="tw-given-act">
      {saying && <SaidFields said={said} onSaid={setSaid} ends={!why.has} />}
      <span className="tw-pin-offers">
        <Button loading={busy} onClick={() => void act()}>
          {t(why.has ? "assign.takeOff" : "assign.putOn")}
        </Button>
        {!saying && (
          <Button type="text" onClick={() => setSaying(true)}>
            {t(why.has ? "given.sayWhy" : "given.say")}…
          </Button>
        )}
      </span>
    </div>
  );
}
