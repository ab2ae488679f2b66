import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { readTag, type OverrideDirection, type Why } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useTexts } from "../../i18n/index.ts";
import { OverrideForm } from "./OverrideForm.tsx";
import { OverrideLine } from "./OverrideLine.tsx";
import { choiceOf } from "./useOverrides.tsx";

/** In the reasons: the override in force with the rule's own answer, or a button to set one. */
export function OverrideInWhy({ why }: { why: Why }) {
  const { t } = useTexts();
  const may = useMay("tag.assign");
  const [setting, setSetting] = useState<OverrideDirection>();
  const tag = useQuery({ ...ask(readTag, { tag: why.tag.code }), enabled: may && setting !== undefined }).data;
  const { override, ruled } = why;
  const place = { customer: why.customer, tag: why.tag };
  return (
    <div className="tw-override-why">
      {override && <OverrideLine override={override} place={place} />}
      {override && (
        <p className="tw-quiet">
          {t("override.ruled")} {ruled.has ? (ruled.value ?? t("why.has")) : t("why.hasNot")}
        </p>
      )}
      {may && setting === undefined && !override && (
        <p className="tw-override-offers">
          {(tagKind(why.tag.kind).hasTiers || !why.has) && <Button onClick={() => setSetting("in")}>{t("override.in")}…</Button>}
          {why.has && <Button onClick={() => setSetting("out")}>{t("override.out")}…</Button>}
        </p>
      )}
      {setting !== undefined && tag && (
        <OverrideForm
          place={place}
          values={tag.values.map(({ value }) => value)}
          direction={setting}
          before={override ? choiceOf(override) : null}
          onDone={() => setSetting(undefined)}
        />
      )}
    </div>
  );
}
