import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { listTags, readTag, type CustomerDetail } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { OverrideForm } from "../../components/override/OverrideForm.tsx";
import { OverrideLine } from "../../components/override/OverrideLine.tsx";
import { choiceOf } from "../../components/override/useOverrides.tsx";
import { searchOfTags } from "../../components/tagText.ts";
import { useTexts } from "../../i18n/index.ts";

/** The overrides of one customer; nothing if there are none. */
export function OverridesOn({ customer }: { customer: CustomerDetail | undefined }) {
  const { t } = useTexts();
  if (!customer || customer.overrides.length === 0) return null;
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("override.title")}
          <small>{customer.overrides.length}</small>
        </h2>
      </div>
      <div className="tw-sheet-body tw-overrides-list">
        {customer.overrides.map(({ tag, ...override }) => (
          <OverrideLine key={tag.code} override={override} place={{ customer: customer.customer, tag }}>
            <TagChip tag={{ ...tag, value: null }} customer={customer.customer} />
          </OverrideLine>
        ))}
      </div>
    </section>
  );
}

/** Sets an override for any rule or tiered tag. */
export function OverrideAct({ customer }: { customer: CustomerDetail | undefined }) {
  const { t, pick } = useTexts();
  const may = useMay("tag.assign");
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<string>();
  const tags = useQuery({ ...ask(listTags, {}), enabled: open }).data?.items.filter(({ kind }) => tagKind(kind).isOverridable);
  const tag = useQuery({ ...ask(readTag, { tag: code ?? "" }), enabled: code !== undefined }).data;
  if (!may || !customer) return null;
  const close = (): void => {
    setOpen(false);
    setCode(undefined);
  };
  const before = customer.overrides.find((override) => override.tag.code === code);
  const has = customer.tags.some((held) => held.code === code);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("override.act")}…
      </Button>
      <Modal open={open} onCancel={close} title={t("override.lead")} footer={null} destroyOnHidden>
        <div className="tw-override-why">
          <Select<string>
            showSearch={searchOfTags(tags ?? [])}
            placeholder={t("override.pickTag")}
            aria-label={t("override.pickTag")}
            onChange={setCode}
            options={(tags ?? []).map(({ code: value, name }) => ({ value, label: pick(name) }))}
          />
          {code !== undefined && tag?.code === code && (
            <OverrideForm
              key={code}
              place={{ customer: customer.customer, tag }}
              values={tag.values.map(({ value }) => value)}
              direction={has && !tagKind(tag.kind).hasTiers ? "out" : "in"}
              before={before ? choiceOf(before) : null}
              onDone={close}
            />
          )}
        </div>
      </Modal>
    </>
  );
}
