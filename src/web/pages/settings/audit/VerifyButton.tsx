import { Button, Modal } from "antd";
import { useState } from "react";
import { verifyAudit } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { useActionName } from "./useActionName.ts";

/** Checks the chain of the audit and names the rows that were changed, removed or inserted. */
export function VerifyButton() {
  const { t } = useTexts();
  const { exact, instant } = useFormat();
  const nameOf = useActionName();
  const [open, setOpen] = useState(false);
  const verify = useAct(verifyAudit);
  const { data } = verify;
  return (
    <>
      <Button
        icon={<Icon name="check" />}
        onClick={() => {
          setOpen(true);
          verify.mutate({});
        }}
      >
        {t("audit.verify")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("audit.verify")}
        footer={
          <Button type="primary" onClick={() => setOpen(false)}>
            {t("common.close")}
          </Button>
        }
      >
        <div className="tw-new-key">
          {verify.isPending && <Skeleton width="60%" />}
          {verify.error && <ProblemNote problem={verify.error} />}
          {data?.ok && (
            <p className="tw-done" role="status">
              <Icon name="check" weight={1.8} /> {t("audit.intact", { rows: exact(data.rows) })}
            </p>
          )}
          {data && !data.ok && (
            <>
              <p className="tw-audit-broken" role="alert">
                {t("audit.broken", { count: data.broken })}
              </p>
              <ul className="tw-audit-problems">
                {data.problems.map(({ what, id, from, to, at, actor, action }) => (
                  <li key={`${what} ${id} ${from}`}>
                    {t(`audit.problem.${what}`, { rows: from === to ? String(from) : `${from}–${to}`, id: String(id) })}{" "}
                    <span className="tw-quiet">
                      {[at && instant(at), actor, action && nameOf(action)].filter((text) => text !== null).join(" · ")}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {data?.head && (
            <>
              <p className="tw-quiet">{t("audit.headHelp")}</p>
              <p className="tw-secret">
                <code>{data.head.hash}</code>
                <CopyButton text={data.head.hash} name={t("audit.copyHead")} />
              </p>
            </>
          )}
        </div>
      </Modal>
    </>
  );
}
