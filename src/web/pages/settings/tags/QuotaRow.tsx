import { useQueryClient } from "@tanstack/react-query";
import { App, Button, InputNumber, Progress } from "antd";
import { useState } from "react";
import { changeTagSettings, MOST_TAGS, readTagSettings } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { Num } from "../../../components/Num.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";

interface Props {
  readonly of: "tags" | "perCustomer";
  readonly limit: number;
  /** Null: not counted for this person. */
  readonly used: number | null;
  readonly note: string;
  readonly may: boolean;
}

/** One quota: how much of it is used, and a field for who may change it. */
export function QuotaRow({ of, limit, used, note, may }: Props) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [wanted, setWanted] = useState<number | null>(limit);
  const save = useAct(changeTagSettings, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [readTagSettings.id] });
      void message.success(t("quota.saved"));
    },
  });
  const below = wanted !== null && used !== null && wanted < used;
  return (
    <div className="tw-quota">
      <label htmlFor={`quota-${of}`}>{t(`quota.${of}`)}</label>
      <div className="tw-quota-limit">
        {may ? (
          <>
            <InputNumber
              id={`quota-${of}`}
              aria-describedby={`quota-${of}-note`}
              min={1}
              max={MOST_TAGS}
              precision={0}
              value={wanted}
              onChange={setWanted}
              onPressEnter={() => wanted !== null && wanted !== limit && save.mutate({ [of]: wanted })}
            />
            <Button
              disabled={wanted === null || wanted === limit}
              loading={save.isPending}
              aria-label={t("quota.saveOf", { quota: t(`quota.${of}`) })}
              onClick={() => save.mutate({ [of]: wanted! })}
            >
              {t("quota.save")}
            </Button>
          </>
        ) : (
          <Num value={limit} />
        )}
      </div>
      {used !== null && (
        <Progress
          className="tw-quota-bar"
          aria-label={t("quota.usedOf", { quota: t(`quota.${of}`) })}
          percent={Math.min(100, (used / limit) * 100)}
          status={used >= limit ? "exception" : "normal"}
          showInfo={false}
          size="small"
        />
      )}
      <p id={`quota-${of}-note`} className="tw-quiet">
        {note} {t(`quota.help.${of}`)} {below && <strong className="tw-attention">{t("quota.below")}</strong>}
      </p>
      {save.error && <ProblemNote problem={save.error} />}
    </div>
  );
}
