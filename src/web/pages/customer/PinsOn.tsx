import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { listTags, readTag, type CustomerDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { PinForm } from "../../components/pin/PinForm.tsx";
import { PinLine } from "../../components/pin/PinLine.tsx";
import { choiceOf } from "../../components/pin/usePins.tsx";
import { useTexts } from "../../i18n/index.ts";

/** What people hold against the rules for one customer, in and out; nothing is drawn where nothing is held. */
export function PinsOn({ customer }: { customer: CustomerDetail | undefined }) {
  const { t } = useTexts();
  if (!customer || customer.pins.length === 0) return null;
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("pin.title")}
          <small>{customer.pins.length}</small>
        </h2>
      </div>
      <div className="tw-sheet-body tw-pins-list">
        {customer.pins.map(({ tag, ...pin }) => (
          <PinLine key={tag.code} pin={pin} place={{ customer: customer.customer, tag }}>
            <TagChip tag={{ ...tag, value: null }} customer={customer.customer} />
          </PinLine>
        ))}
      </div>
    </section>
  );
}

/** Pins the customer in or out of any rule or tiered tag. */
export function PinAct({ customer }: { customer: CustomerDetail | undefined }) {
  const { t, pick } = useTexts();
  const may = useMay("tag.assign");
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<string>();
  const tags = useQuery({ ...ask(listTags, {}), enabled: open }).data?.items.filter(({ kind }) => kind === "rule" || kind === "tiered");
  const tag = useQuery({ ...ask(readTag, { tag: code ?? "" }), enabled: code !== undefined }).data;
  if (!may || !customer) return null;
  const close = (): void => {
    setOpen(false);
    setCode(undefined);
  };
  const before = customer.pins.find((pin) => pin.tag.code === code);
  const has = customer.tags.some((held) => held.code === code);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("pin.act")}…
      </Button>
      <Modal open={open} onCancel={close} title={t("pin.lead")} footer={null} destroyOnHidden>
        <div className="tw-pin-why">
          <Select<string>
            showSearch={{ filterOption: (typed, option) => String(option?.["search"] ?? "").includes(typed.trim().toLowerCase()) }}
            placeholder={t("pin.pickTag")}
            aria-label={t("pin.pickTag")}
            onChange={setCode}
            options={(tags ?? []).map(({ code: value, name, group }) => ({
              value,
              label: pick(name),
              search: [name.zh, name.en, value, ...group].join(" ").toLowerCase(),
            }))}
          />
          {code !== undefined && tag?.code === code && (
            <PinForm
              key={code}
              place={{ customer: customer.customer, tag }}
              values={tag.values.map(({ value }) => value)}
              direction={has && tag.kind === "rule" ? "out" : "in"}
              before={before ? choiceOf(before) : null}
              onDone={close}
            />
          )}
        </div>
      </Modal>
    </>
  );
}
