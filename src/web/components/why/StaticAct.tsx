import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { listTags, type Why } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { NOTHING_SAID, SaidFields } from "../assignment/SaidFields.tsx";
import { useAssign } from "../useAssign.tsx";

/** What a person is about to do: put it on, say something else of it, or take it off. */
type Doing = "put" | "say" | "take";

/** A static tag can be put on, taken off, and its reason and end changed, right where one asks why. */
export function StaticAct({ why }: { why: Why }) {
  const { t } = useTexts();
  const { day } = useFormat();
  const may = useMay("tag.assign");
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const [saying, setSaying] = useState<Doing>();
  const [said, setSaid] = useState(NOTHING_SAID);
  const tag = useQuery(ask(listTags, {})).data?.items.find(({ code }) => code === why.tag.code);
  if (!may || tag?.state !== "published") return null;
  const doing = saying ?? (why.has ? "take" : "put");
  const end = why.assignment?.until ?? null;
  // Midnight ends the day before it.
  const lastDay = end === null ? "" : day(new Date(Date.parse(end) - 1).toISOString());
  const begin = (what: Doing): void => {
    setSaid(what === "say" ? { reason: why.assignment?.reason ?? "", until: lastDay } : NOTHING_SAID);
    setSaying(what);
  };
  const act = async (): Promise<void> => {
    setBusy(true);
    // A day that was left alone stays the instant it was.
    const until = doing === "say" && end !== null && said.until === lastDay ? end : said.until;
    const change = doing === "take" ? "remove" : doing === "say" ? "say" : "add";
    if (await assign({ tag, change, customers: [why.customer], said: { ...said, until } })) setSaying(undefined);
    setBusy(false);
  };
  return (
    <div className="tw-assignment-act">
      {saying && <SaidFields said={said} onSaid={setSaid} ends={doing !== "take"} />}
      <span className="tw-override-offers">
        <Button loading={busy} onClick={() => void act()}>
          {t(doing === "say" ? "assignment.save" : doing === "take" ? "assign.takeOff" : "assign.putOn")}
        </Button>
        {saying ? (
          <Button type="text" onClick={() => setSaying(undefined)}>
            {t("common.cancel")}
          </Button>
        ) : (
          <>
            {why.has && (
              <Button type="text" onClick={() => begin("say")}>
                {t("assignment.change")}…
              </Button>
            )}
            <Button type="text" onClick={() => begin(why.has ? "take" : "put")}>
              {t(why.has ? "assignment.sayWhy" : "assignment.say")}…
            </Button>
          </>
        )}
      </span>
    </div>
  );
}
