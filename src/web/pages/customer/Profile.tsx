import type { CustomerDetail } from "../../../contract/index.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { usePlatformName } from "../../components/customer/Identities.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useValueText } from "../../components/useValueText.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

const LOADING_ROWS = 5;

/** The customer's identities on all platforms, and attributes with the time since which they have this value. */
export function Profile({ customer }: { customer: CustomerDetail | undefined }) {
  const { t, pick } = useTexts();
  const platformName = usePlatformName();
  const valueText = useValueText();
  const { instant } = useFormat();
  return (
    <aside className="tw-profile tw-sheet">
      <section>
        <h2>{t("customers.identities")}</h2>
        <dl>
          {customer?.identities.map(({ platform, external }) => (
            <div key={`${platform} ${external}`} className="tw-profile-identity">
              <dt>{platformName(platform)}</dt>
              <dd>{external}</dd>
              <CopyButton text={external} name={t("customer.copyIdentity", { platform: platformName(platform) })} />
            </div>
          ))}
          {!customer && <Bones />}
          {customer?.identities.length === 0 && <p className="tw-quiet">{t("customer.noIdentities")}</p>}
        </dl>
      </section>
      <section>
        <h2>{t("customer.attributes")}</h2>
        <dl>
          {customer?.attributes.map(({ code, name, type, value, at, sensitivity }) => (
            <div key={code}>
              <dt>
                {pick(name)}
                {sensitivity !== "ordinary" && (
                  <span title={t(`sensitivity.${sensitivity as "personal"}`)}>
                    <Icon name="lock" size={12} />
                    <span className="tw-hidden">{t(`sensitivity.${sensitivity as "personal"}`)}</span>
                  </span>
                )}
              </dt>
              <dd title={t("customer.setAt", { at: instant(at) })}>{valueText(value, type)}</dd>
            </div>
          ))}
          {!customer && <Bones />}
          {customer?.attributes.length === 0 && <p className="tw-quiet">{t("customer.noAttributes")}</p>}
        </dl>
      </section>
    </aside>
  );
}

function Bones() {
  return Array.from({ length: LOADING_ROWS }, (_, index) => (
    <div key={index}>
      <dt>
        <Skeleton width={56} />
      </dt>
      <dd>
        <Skeleton width={90} />
      </dd>
    </div>
  ));
}
