import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { readTag, type PinDirection, type Why } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useTexts } from "../../i18n/index.ts";
import { PinForm } from "./PinForm.tsx";
import { PinLine } from "./PinLine.tsx";
import { choiceOf } from "./usePins.tsx";

/** Where one asks why: the pin that holds with what the rule says by itself, or the way to set one. */
export function PinInWhy({ why }: { why: Why }) {
  const { t } = useTexts();
  const may = useMay("tag.assign");
  const [setting, setSetting] = useState<PinDirection>();
  const tag = useQuery({ ...ask(readTag, { tag: why.tag.code }), enabled: may && setting !== undefined }).data;
  const { pin, ruled } = why;
  const place = { customer: why.customer, tag: why.tag };
  return (
    <div className="tw-pin-why">
      {pin && <PinLine pin={pin} place={place} />}
      {pin && (
        <p className="tw-quiet">
          {t("pin.ruled")} {ruled.has ? (ruled.value ?? t("why.has")) : t("why.hasNot")}
        </p>
      )}
      {may && setting === undefined && !pin && (
        <p className="tw-pin-offers">
          {(why.tag.kind === "tiered" || !why.has) && <Button onClick={() => setSetting("in")}>{t("pin.in")}…</Button>}
          {why.has && <Button onClick={() => setSetting("out")}>{t("pin.out")}…</Button>}
        </p>
      )}
      {setting !== undefined && tag && (
        <PinForm
          place={place}
          values={tag.values.map(({ value }) => value)}
          direction={setting}
          before={pin ? choiceOf(pin) : null}
          onDone={() => setSetting(undefined)}
        />
      )}
    </div>
  );
}
