import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import {
  editPlaceholders,
  listPlaceholders,
  previewPlaceholders,
  type PlaceholderEditInput,
  type PlaceholderList,
} from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useMay } from "../../../api/session.ts";
import { useAct } from "../../../api/useAct.ts";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { usePlatformName } from "../../../components/customer/Identities.tsx";
import { NobodyModal } from "../../../components/merge/NobodyModal.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";

type Item = PlaceholderList["items"][number];

/** The placeholders. They can be added and removed, after a preview of the effect. */
export function Placeholders({ platforms }: { platforms: readonly string[] }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const may = useMay("customer.edit");
  const { data, error, refetch } = useQuery(ask(listPlaceholders, {}));
  const [edit, setEdit] = useState<PlaceholderEditInput>();
  const save = useAct(editPlaceholders, {
    onSuccess: async () => {
      setEdit(undefined);
      void message.success(t("placeholders.saved"));
      await client.invalidateQueries();
    },
  });
  const would = useQuery({ ...ask(previewPlaceholders, edit ?? {}), enabled: edit !== undefined && !save.isPending, gcTime: 0 });
  return (
    <section className="tw-sheet tw-placeholders">
      <header>
        <h2>{t("placeholders.title")}</h2>
        <p className="tw-quiet">{t("placeholders.lead")}</p>
      </header>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton width="100%" height={120} />}
      {may && data && <Adding platforms={platforms} onAdd={(item) => setEdit({ add: [item] })} />}
      {data && <Groups items={data.items} onEdit={may ? setEdit : undefined} />}
      <NobodyModal
        open={edit !== undefined}
        title={t(edit?.remove ? "placeholders.removeTitle" : "placeholders.addTitle")}
        busy={save.isPending}
        problem={save.error}
        preview={would.data}
        looking={would.error}
        onClose={() => {
          setEdit(undefined);
          save.reset();
        }}
        onConfirm={() => edit && save.mutate(edit)}
      >
        <p>
          {[...(edit?.add ?? []), ...(edit?.remove ?? [])].map(({ platform, value }) => (
            <code key={`${platform} ${value}`}>{platform === "*" ? value : `${platform}:${value}`}</code>
          ))}
        </p>
      </NobodyModal>
    </section>
  );
}

function Adding({ platforms, onAdd }: { platforms: readonly string[]; onAdd: (item: { platform: string; value: string }) => void }) {
  const { t } = useTexts();
  const nameOf = usePlatformName();
  const [platform, setPlatform] = useState("*");
  const [value, setValue] = useState("");
  return (
    <form
      className="tw-placeholders-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== "") onAdd({ platform, value: value.trim() });
        setValue("");
      }}
    >
      <Select
        aria-label={t("placeholders.platform")}
        value={platform}
        onChange={setPlatform}
        options={[{ value: "*", label: t("placeholders.any") }, ...platforms.map((code) => ({ value: code, label: nameOf(code) }))]}
      />
      <Input
        aria-label={t("placeholders.value")}
        maxLength={200}
        placeholder={t("placeholders.example")}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      <Button htmlType="submit" disabled={value.trim() === ""}>
        {t("placeholders.add")}
      </Button>
    </form>
  );
}

/** The order of the list: active ones by platform, with added ones first; then removed ones. */
function Groups({ items, onEdit }: { items: readonly Item[]; onEdit: ((edit: PlaceholderEditInput) => void) | undefined }) {
  const { t } = useTexts();
  const nameOf = usePlatformName();
  const active = Map.groupBy(
    items.filter((item) => item.active),
    ({ platform }) => platform,
  );
  const off = items.filter((item) => !item.active);
  const bare = ({ platform, value }: Item) => ({ platform, value });
  return (
    <dl className="tw-placeholders-groups">
      {[...active].map(([platform, list]) => (
        <div key={platform}>
          <dt>{platform === "*" ? t("placeholders.any") : nameOf(platform)}</dt>
          <dd>
            {list.map((item) => (
              <Entry
                key={item.value}
                item={item}
                action={t("placeholders.remove", { value: item.value })}
                sign="×"
                onAct={onEdit && (() => onEdit({ remove: [bare(item)] }))}
              />
            ))}
          </dd>
        </div>
      ))}
      {off.length > 0 && (
        <div>
          <dt>{t("placeholders.off")}</dt>
          <dd>
            {off.map((item) => (
              <Entry
                key={`${item.platform} ${item.value}`}
                item={item}
                action={t("placeholders.restore", { value: item.value })}
                sign="+"
                onAct={onEdit && (() => onEdit({ add: [bare(item)] }))}
              />
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

interface EntryProps {
  readonly item: Item;
  readonly action: string;
  readonly sign: string;
  readonly onAct: (() => void) | undefined;
}

function Entry({ item, action, sign, onAct }: EntryProps) {
  return (
    <span className={item.builtIn ? "tw-placeholder" : "tw-placeholder tw-placeholder-added"}>
      {item.value}
      {onAct && (
        <button type="button" aria-label={action} title={action} onClick={onAct}>
          {sign}
        </button>
      )}
    </span>
  );
}
