import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { DealOptionsQuery } from "../../generated/graphql.ts";

/** A deal as it was entered; products are chosen by global id. */
export interface EnteredDeal {
  readonly amount: string;
  readonly quantity?: string;
  readonly channel?: string;
  readonly product?: string;
  readonly isNewCustomer: boolean;
}

interface FormView {
  readonly amount: number | undefined;
  readonly options: DealOptionsQuery | undefined;
  readonly pending: boolean;
  submit(deal: EnteredDeal): void;
}

/** The form for a deal that isn't made yet. Only its amount has to be known. */
export function dealForm({ amount, options, pending, submit }: FormView): TemplateResult {
  return html`<form part="form" class="on-screen" @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    submit(dealOf(event.target as HTMLFormElement));
  }}>
    <label>${msg("Amount", { id: "amount" })}
      <input name="amount" type="number" inputmode="decimal" min="0" step="any" required .value=${amount === undefined ? "" : String(amount)} /></label>
    <label>${msg("Quantity", { id: "quantity" })}
      <input name="quantity" type="number" inputmode="decimal" min="0" step="any" placeholder="1" /></label>
    ${choice("product", msg("Product", { id: "product" }), options?.products.rows ?? [])}
    ${choice("channel", msg("Channel", { id: "channel" }), options?.channels.rows ?? [])}
    <label class="check"><input name="isNewCustomer" type="checkbox" /> ${msg("A new customer", { id: "new-customer" })}</label>
    <button type="submit" class="main" aria-disabled=${pending}>${msg("What would it pay?", { id: "ask-payout" })}</button>
  </form>`;
}

type Row = DealOptionsQuery["channels"]["rows"][number];

function choice(name: string, label: string, rows: readonly Row[]): TemplateResult {
  return html`<label>${label}
    <select name=${name}>
      <option value="">${msg("any", { id: "any-value" })}</option>
      ${rows.flatMap(({ keys: [key], labels: [text] }) => (key ? [html`<option value=${key}>${text ?? key}</option>`] : []))}
    </select></label>`;
}

/** What was entered; what was left empty isn't known. */
function dealOf(form: HTMLFormElement): EnteredDeal {
  const entered = new FormData(form);
  const given = (name: string) => String(entered.get(name) ?? "").trim() || undefined;
  const [quantity, channel, product] = [given("quantity"), given("channel"), given("product")];
  return {
    amount: given("amount") ?? "0",
    ...(quantity ? { quantity } : {}),
    ...(channel ? { channel } : {}),
    ...(product ? { product } : {}),
    isNewCustomer: entered.has("isNewCustomer"),
  };
}
