import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { createKey, listKeys, Role, ROLE_PERMISSIONS } from "../../../contract/index.ts";
import type { Permission } from "../../../kernel/index.ts";
import { useAct } from "../../api/useAct.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Snippet } from "./Snippet.tsx";

type RoleName = (typeof Role.options)[number];

/** The choices of the end; 0: it does not end by itself. */
const ENDS_DAYS = [30, 90, 365, 0] as const;
const DAYS = 365;

/** Creates a key. Its secret is shown only once. */
export function NewKey({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<RoleName>("editor");
  const [days, setDays] = useState(DAYS);
  const [scopes, setScopes] = useState<Permission[]>([]);
  const make = useAct(createKey, { onSuccess: () => client.invalidateQueries({ queryKey: [listKeys.id] }) });
  const close = (): void => {
    onClose();
    setName("");
    setScopes([]);
    make.reset();
  };
  const made = make.data;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t(made ? "keys.made1" : "keys.new")}
      mask={{ closable: !made }}
      footer={
        made ? (
          <Button type="primary" onClick={close}>
            {t("common.close")}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button
              type="primary"
              disabled={name.trim() === ""}
              loading={make.isPending}
              onClick={() => make.mutate({ name: name.trim(), role, scopes: scopes.length > 0 ? scopes : null, days: days || null })}
            >
              {t("keys.new")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <div className="tw-new-key">
          <Attention>{t("keys.once")}</Attention>
          <p className="tw-secret">
            <code>{made.secret}</code>
            <CopyButton text={made.secret} name={t("keys.copy")} />
          </p>
          {made.key.role === "sender" && <Snippet secret={made.secret} />}
        </div>
      ) : (
        <div className="tw-new-key">
          <label htmlFor="key-name">{t("keys.name")}</label>
          <Input
            id="key-name"
            maxLength={100}
            placeholder={t("keys.nameExample")}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <label htmlFor="key-role">{t("settings.role")}</label>
          <Select
            id="key-role"
            value={role}
            onChange={(next) => {
              setRole(next);
              setScopes(scopes.filter((each) => ROLE_PERMISSIONS[next].includes(each)));
            }}
            options={Role.options.map((value) => ({ value, label: `${t(`role.${value}`)} — ${t(`roleHelp.${value}`)}` }))}
          />
          <label htmlFor="key-scopes">{t("keys.scopes")}</label>
          <Select
            id="key-scopes"
            mode="multiple"
            optionFilterProp="label"
            placeholder={t("keys.scopesAll")}
            value={scopes}
            onChange={setScopes}
            options={ROLE_PERMISSIONS[role].map((value) => ({ value, label: t(`permission.${value}`) }))}
          />
          <label htmlFor="key-days">{t("keys.ends")}</label>
          <Select
            id="key-days"
            value={days}
            onChange={setDays}
            options={ENDS_DAYS.map((value) => ({
              value,
              label: value === 0 ? t("keys.endsNever") : t("keys.endsAfter", { count: value }),
            }))}
          />
          {make.error && <ProblemNote problem={make.error} />}
        </div>
      )}
    </Modal>
  );
}
