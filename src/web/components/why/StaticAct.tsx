import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { listTags, type Why } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { NO_ASSIGNMENT_TEXT, AssignmentFields } from "../assignment/AssignmentFields.tsx";
import { useAssign } from "../useAssign.tsx";

/** The action: add the tag (put), change its reason or end (say), or remove it (take). */
type Doing = "put" | "say" | "take";

/** Adds or removes a static tag, or changes its reason and end, within the reasons. */
export function StaticAct({ why }: { why: Why }) {
  const { t } = useTexts();
  const { day } = useFormat();
  const may = useMay("tag.assign");
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const [saying, setSaying] = useState<Doing>();
  const [details, setDetails] = useState(NO_ASSIGNMENT_TEXT);
  const tag = useQuery(ask(listTags, {})).data?.items.find(({ code }) => code === why.tag.code);
  if (!may || tag?.state !== "published") return null;
  const doing = saying ?? (why.has ? "take" : "put");
  const end = why.assignment?.until ?? null;
  // Midnight is the end of the day before.
  const lastDay = end === null ? "" : day(new Date(Date.parse(end) - 1).toISOString());
  const begin = (what: Doing): void => {
    setDetails(what === "say" ? { reason: why.assignment?.reason ?? "", until: lastDay } : NO_ASSIGNMENT_TEXT);
    setSaying(what);
  };
  const act = async (): Promise<void> => {
    setBusy(true);
    // An unchanged day keeps its exact instant.
    const until = doing === "say" && end !== null && details.until === lastDay ? end : details.until;
    const change = doing === "take" ? "remove" : doing === "say" ? "say" : "add";
    if (await assign({ tag, change, customers: [why.customer], details: { ...details, until } })) setSaying(undefined);
    setBusy(false);
  };
  return (
    <div className="tw-assignment-act">
      {saying && <AssignmentFields details={details} onDetails={setDetails} ends={doing !== "take"} />}
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
