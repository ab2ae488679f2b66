import { Link } from "@tanstack/react-router";
import type { CustomerSummary } from "../../../contract/index.ts";

interface Props {
  readonly customer: Pick<CustomerSummary, "customer" | "name" | "identities">;
  /** The link opens the reasons of this tag. */
  readonly why?: string;
}

/** A link to a customer with the name, or the first identity if there is no name. */
export function CustomerName({ customer: { customer, name, identities }, why }: Props) {
  return (
    <Link
      to="/customers/$customer"
      params={{ customer: String(customer) }}
      search={why ? { why } : {}}
      data-main
      className="tw-customer-name tw-cut"
    >
      {name ?? identities[0]?.external ?? "–"} <span className="tw-quiet">#{customer}</span>
    </Link>
  );
}
