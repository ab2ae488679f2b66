import { Input } from "antd";
import { useEffect, useState } from "react";
import { Icon } from "./Icon.tsx";
import { useDebounced } from "./useDebounced.ts";

/** A text filter. It applies after a pause in typing, and shows the value of an address that changes. */
export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const debounced = useDebounced(typed);
  useEffect(() => {
    if (debounced !== value) onChange(debounced);
    // oxlint-disable-next-line react/exhaustive-deps -- only typing changes the address
  }, [debounced]);
  useEffect(() => setTyped(value), [value]);
  return (
    <Input
      className="tw-filter-text"
      prefix={<Icon name="search" />}
      placeholder={label}
      aria-label={label}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
