import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { setOverride, removeOverride, type OverrideShape } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/index.ts";

/** The customer and tag of an override. */
export interface OverridePlace {
  readonly customer: number;
  readonly tag: { readonly code: string; readonly name: Text };
}

/** A person's decision. Without an end it stays in force. */
export interface OverrideChoice extends Pick<OverrideShape, "direction" | "value"> {
  readonly reason: string;
  readonly until: string | null;
}

/** The decision behind an override in force. */
export function choiceOf({ direction, value, reason, expires }: OverrideShape): OverrideChoice {
  return { direction, value, reason, until: expires };
}

/** Sets and removes overrides, with a message that offers undo. Both throw the server's refusal. */
export function useOverrides() {
  const { t, lang, pick } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();

  /** `null` removes the override. */
  const send = async ({ customer, tag }: OverridePlace, choice: OverrideChoice | null): Promise<void> => {
    const [ref, code] = [String(customer), tag.code];
    if (choice === null) await api(removeOverride, { tag: code, customer: ref });
    else {
      const { direction, value, reason, until } = choice;
      await api(setOverride, {
        tag: code,
        customer: ref,
        direction,
        reason,
        ...(value !== null && { value }),
        ...(until !== null && { until }),
      });
    }
    await client.invalidateQueries();
  };

  /** @param before The override in force before, for undo. */
  return async (place: OverridePlace, choice: OverrideChoice | null, before: OverrideChoice | null): Promise<void> => {
    await send(place, choice);
    const key = `override ${place.tag.code}`;
    const undo = (): void => {
      message.destroy(key);
      send(place, before).catch((error: unknown) => void message.error({ content: asProblem(error).text(lang), duration: 6 }));
    };
    const done = choice === null ? "override.taken" : choice.direction === "in" ? "override.setIn" : "override.setOut";
    void message.success({
      key,
      duration: 8,
      content: (
        <span>
          {t(done, { tag: pick(place.tag.name) })}{" "}
          <button type="button" className="tw-link" onClick={undo}>
            {t("common.undo")}
          </button>
        </span>
      ),
    });
  };
}
