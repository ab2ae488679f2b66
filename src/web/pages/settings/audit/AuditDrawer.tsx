import { Drawer } from "antd";
import { useState } from "react";
import type { AuditEntry } from "../../../../contract/index.ts";
import { useActorName } from "../../../components/useActorName.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { linesOf } from "./details.ts";
import { useActionName } from "./useActionName.ts";

/** One entry of the audit: who, when, from where, and each field before and after. */
export function AuditDrawer({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const { instant } = useFormat();
  const nameOf = useActionName();
  const actorName = useActorName();
  const phone = usePhone();
  const [last, setLast] = useState(entry);
  if (entry && entry !== last) setLast(entry);
  const lines = last ? linesOf(last.details) : [];
  const changed = lines.some(({ before }) => before !== undefined);
  return (
    <Drawer open={entry !== undefined} onClose={onClose} size={phone ? "100%" : 640} title={last && nameOf(last.action)}>
      {last && (
        <div className="tw-person-drawer">
          <dl className="tw-webhook-facts">
            <dt>{t("audit.at")}</dt>
            <dd>{instant(last.at)}</dd>
            <dt>{t("audit.by")}</dt>
            <dd>
              {actorName(last.actor.name)} <span className="tw-quiet">{t(`auditActor.${actorKind(last.actor.kind)}`)}</span>
            </dd>
            <dt>{t("audit.address")}</dt>
            <dd>{last.address || "–"}</dd>
            <dt>{t("audit.code")}</dt>
            <dd>
              <code>{last.action}</code>
            </dd>
            <dt>{t("audit.request")}</dt>
            <dd>
              <code>{last.request}</code>
            </dd>
          </dl>
          {lines.length > 0 && (
            <table className="tw-audit-lines">
              <thead>
                <tr>
                  <th scope="col">{t("audit.field")}</th>
                  {changed && <th scope="col">{t("audit.before")}</th>}
                  <th scope="col">{t(changed ? "audit.after" : "audit.value")}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ name, before, after }) => (
                  <tr key={name}>
                    <th scope="row">
                      <code>{name}</code>
                    </th>
                    {changed && <td>{before}</td>}
                    <td>{after}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </Drawer>
  );
}

const ACTORS = ["person", "key", "operator", "system"] as const;

function actorKind(kind: string): (typeof ACTORS)[number] {
  return ACTORS.find((each) => each === kind) ?? "system";
}
