import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { setOverride, removeOverride, type OverrideShape } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/index.ts";

/** Which customer and tag an override is of. */
export interface OverridePlace {
  readonly customer: number;
  readonly tag: { readonly code: string; readonly name: Text };
}

/** What a person decides; without an end it holds for ever. */
export interface OverrideChoice extends Pick<OverrideShape, "direction" | "value"> {
  readonly reason: string;
  readonly until: string | null;
}

/** The choice that an override which holds was made by. */
export function choiceOf({ direction, value, reason, expires }: OverrideShape): OverrideChoice {
  return { direction, value, reason, until: expires };
}

/** Sets overrides and takes them away, says so, and offers to undo it. Both throw what the server refuses. */
export function useOverrides() {
  const { t, lang, pick } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();

  /** `null` takes the override away. */
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

  /** @param before What held until now, to go back to. */
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
