import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Role } from "../../generated/graphql.ts";

/** How far an approval is: it can't be taken back, so that it is asked for twice. */
export interface Approval {
  readonly step: "asked" | "sending";
  /** What was wrong with it when it was sent. */
  readonly fault?: string;
}

interface ApprovalView {
  /** The month, in the reader's words. */
  readonly month: string;
  readonly approval: Approval | undefined;
  ask(): void;
  approve(): void;
  cancel(): void;
}

/** Who may approve, each of those whom they see. */
const approvers: readonly Role[] = ["ADMIN", "EXECUTIVE", "MANAGER"];

export const mayApprove = (role: Role): boolean => approvers.includes(role);

/** The button that approves a month's statements, and the question that it asks first. */
export function statementApproval({ month, approval, ask, approve, cancel }: ApprovalView): TemplateResult {
  if (!approval) {
    return html`<p class="approval on-screen" part="approval">
      <button type="button" class="ask" @click=${ask}>${msg("Approve all", { id: "approve-all" })}</button></p>`;
  }
  const sending = approval.step === "sending";
  return html`<div class="approval on-screen" part="approval">
    <p>${msg(str`Approve every closed statement of ${month} that you see? It can't be taken back.`, { id: "approve-question" })}</p>
    ${approval.fault ? html`<p class="fault" role="alert">${approval.fault}</p>` : nothing}
    <p class="buttons">
      <button type="button" class="main approve" aria-disabled=${sending} @click=${() => !sending && approve()}>${
        sending ? msg("Sending…", { id: "sending" }) : msg("Approve", { id: "approve" })
      }</button>
      <button type="button" class="plain" @click=${cancel}>${msg("Cancel", { id: "cancel" })}</button>
    </p>
  </div>`;
}
