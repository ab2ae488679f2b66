import type { Template } from "../../../contract/index.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The events, properties and attributes that a template stands on, and a message of the API that brings what is missing. */
export function Needs({ template }: { template: Template }) {
  const { t, pick } = useTexts();
  const { fields, sending } = template;
  return (
    <section className="tw-needs" aria-label={t("tagTemplates.needs")}>
      <h3>{t("tagTemplates.needs")}</h3>
      <ul>
        {fields.map(({ key, name, used, event, state }) => (
          <li key={key}>
            <span>{pick(name)}</span> <code>{event === null ? used : `${event} · ${used}`}</code>
            <span className={state === "ready" ? "tw-quiet" : "tw-amber"}>{t(`tagTemplates.states.${state}`)}</span>
          </li>
        ))}
      </ul>
      {sending.length > 0 && (
        <>
          <p>{t("tagTemplates.sending")}</p>
          {sending.map(({ path, body }) => {
            const text = JSON.stringify(body, null, 2);
            return (
              <figure key={path + text}>
                <figcaption>
                  <code>POST {path}</code>
                  <CopyButton text={text} />
                </figcaption>
                <pre>{text}</pre>
              </figure>
            );
          })}
        </>
      )}
    </section>
  );
}
