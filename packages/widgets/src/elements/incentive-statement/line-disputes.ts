import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../format/date.ts";
import { type Standing, standingMark } from "../../styles/standing.ts";
import type { Line } from "./statement-lines.ts";

type Dispute = Line["disputes"][number];

/** A dispute that is being written. */
export interface Draft {
  /** The number of the line that it is about. */
  readonly line: number;
  readonly sending: boolean;
  /** What was wrong with it when it was sent. */
  readonly fault?: string;
}

interface DisputeView {
  readonly locale: string;
  /** What is being written about the line. */
  readonly draft: Draft | undefined;
  /** A draft of a statement can't be disputed: it still changes. */
  readonly allowed: boolean;
  write(open: boolean): void;
  send(reason: string): void;
}

/** What was said against a line and what was answered, and the form to say something. */
export function lineDisputes(line: Line, view: DisputeView): TemplateResult {
  const { disputes } = line;
  const open = disputes.some(({ status }) => status === "OPEN");
  const name = msg("Disputes", { id: "disputes" });
  return html`${
    disputes.length > 0
      ? html`<ul class="disputes" part="disputes" aria-label=${name}>${disputes.map((one) => disputeItem(one, view.locale))}</ul>`
      : nothing
  }
  ${
    view.draft
      ? form(view.draft, view)
      : open || !view.allowed
        ? nothing
        : html`<button type="button" class="on-screen dispute" part="dispute" @click=${() => view.write(true)}>
            ${msg("Dispute this line", { id: "dispute-line" })}</button>`
  }`;
}

const standings: Readonly<Record<Dispute["status"], Standing>> = {
  OPEN: "waiting",
  ACCEPTED: "done",
  REJECTED: "failed",
};

function disputeItem(dispute: Dispute, locale: string): TemplateResult {
  const { status, reason, openedAt, openedBy, answer, answeredAt, answeredBy } = dispute;
  const words: Readonly<Record<Dispute["status"], string>> = {
    OPEN: msg("waiting for an answer", { id: "dispute-open" }),
    ACCEPTED: msg("accepted", { id: "dispute-accepted" }),
    REJECTED: msg("rejected", { id: "dispute-rejected" }),
  };
  return html`<li>
    <p class="quiet">${said(openedBy, openedAt, locale)}</p>
    <p>${reason}</p>
    <p class="quiet">${standingMark(standings[status], words[status])} ${answeredBy ? said(answeredBy, answeredAt, locale) : nothing}</p>
    ${answer ? html`<p>${answer}</p>` : nothing}
  </li>`;
}

/** Who said it, and when. */
function said(who: string, at: string | null, locale: string): string {
  return [who, formatDay(at?.slice(0, 10), locale)].filter(Boolean).join(" · ");
}

function form({ line, sending, fault }: Draft, { write, send }: DisputeView): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const { value } = (event.target as HTMLFormElement).elements.namedItem("reason") as HTMLTextAreaElement;
    if (!sending) send(value.trim());
  };
  const close = (event: KeyboardEvent) => {
    if (event.key === "Escape") write(false);
  };
  return html`<form class="on-screen" part="dispute-form" @submit=${submit} @keydown=${close}>
    <label for="reason-${line}">${msg("What is wrong with it?", { id: "dispute-reason" })}</label>
    <textarea id="reason-${line}" name="reason" rows="3" maxlength="2000" required
      aria-invalid=${fault ? "true" : nothing} aria-describedby=${fault ? `fault-${line}` : nothing}></textarea>
    ${fault ? html`<p id="fault-${line}" class="fault" role="alert">${fault}</p>` : nothing}
    <p class="buttons">
      <button type="submit" class="main" aria-disabled=${sending}>${
        sending ? msg("Sending…", { id: "sending" }) : msg("Send", { id: "send" })
      }</button>
      <button type="button" class="plain" @click=${() => write(false)}>${msg("Cancel", { id: "cancel" })}</button>
    </p>
  </form>`;
}
