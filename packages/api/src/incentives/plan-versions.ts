import {
  badInput,
  checkVersions,
  type Plan,
  type PlanWarning,
  parsePlan,
  planFaults,
  warningsOf,
} from "@salesglass/core";
import { lockWriters } from "../import/record-writes.ts";
import type { Sql, Store } from "../store/store.ts";
import { type InputFault, InvalidInput } from "../writing/invalid-input.ts";

/** What became of a plan's version. */
export interface SavedPlan {
  readonly plan: Plan;
  readonly status: "DRAFT" | "ACTIVE";
  readonly outcome: "NEW" | "CHANGED" | "UNCHANGED";
  /** What its author should confirm. */
  readonly warnings: readonly PlanWarning[];
  /** The version before, where it was ended. */
  readonly ended: { readonly version: number; readonly to: string } | null;
}

export interface SaveOptions {
  readonly actor: string;
  /** The company's currency, which every plan must have. */
  readonly currency: string;
  /** A draft pays nobody; it can be compared with what is in force. */
  readonly status: "DRAFT" | "ACTIVE";
  /** Warnings have been read, and are meant. */
  readonly confirm: boolean;
  /** Ends the version before on the day before, where it has no end. */
  readonly endBefore: boolean;
  readonly dryRun: boolean;
  /** Where the document stands, for the paths of faults. */
  readonly path: string;
}

/**
 * Keeps a version of a plan that somebody wrote as JSON or YAML. A version that a closed period has used may only be
 * given an end. The same again changes nothing.
 *
 * @throws InvalidInput with every fault and its path: what can't be read, versions that run into each other, a used
 *   version that would change, and warnings that aren't confirmed
 */
export async function savePlan(store: Store, document: unknown, options: SaveOptions): Promise<SavedPlan> {
  const plan = readPlan(document, options);
  const warnings = warningsOf(plan);
  return store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.query("select set_config('salesglass.actor', $1, true)", [options.actor]);
    const versions = await versionsOf(sql, plan.id);
    const known = versions.find(({ version }) => version === plan.version);
    const before = versions.filter(({ version, status }) => version < plan.version && status === "ACTIVE").at(-1);
    const isSame = known !== undefined && known.status === options.status && sameText(known.document, plan);
    if (known?.usedIn != null && !isSame) refuseUsed(plan, known.document, known.usedIn, options);
    const ended = endOf(plan, before?.document, options);
    if (options.status === "ACTIVE") checkBeside(plan, versions, ended, options);
    if (warnings.length > 0 && !options.confirm && !isSame) throw unconfirmed(warnings, options);
    if (!options.dryRun) {
      if (ended) await endVersion(sql, before!.document, ended.to);
      if (!isSame) await write(sql, plan, options.status);
    }
    return { plan, status: options.status, outcome: isSame ? "UNCHANGED" : known ? "CHANGED" : "NEW", warnings, ended };
  });
}

interface KnownVersion extends Record<string, unknown> {
  readonly version: number;
  readonly status: "DRAFT" | "ACTIVE";
  readonly document: Plan;
  readonly usedIn: string | null;
}

function versionsOf(sql: Sql, plan: string): Promise<KnownVersion[]> {
  return sql.query<KnownVersion>(
    'select version, status, document, used_in as "usedIn" from public.plan_version where plan = $1 order by version for update',
    [plan],
  );
}

function readPlan(document: unknown, { path, currency }: SaveOptions): Plan {
  const faults = planFaults(document).map((text) => faultOf(text, path));
  if (faults.length > 0) throw new InvalidInput(faults);
  const plan = parsePlan(document);
  if (plan.currency !== currency) {
    const message = `is another currency than that of the sales, expected ${currency}`;
    throw new InvalidInput([{ path: `${path}.currency`, value: plan.currency, message }]);
  }
  if (plan.id === "goals") {
    const message = "is the key of the rewards of goals, expected another";
    throw new InvalidInput([{ path: `${path}.id`, value: plan.id, message }]);
  }
  return plan;
}

/** A fault of a plan begins with its path. */
function faultOf(text: string, path: string): InputFault {
  const [, place, message] = /^(\S+?): (.*)$/s.exec(text) ?? [];
  return place ? { path: `${path}.${place}`, value: null, message: message! } : { path, value: null, message: text };
}

function sameText(a: Plan, b: Plan): boolean {
  return canonical(a) === canonical(b);
}

/** The record keeps JSON with its fields in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

function refuseUsed(plan: Plan, known: Plan, usedIn: string, { path, status }: SaveOptions): void {
  if (status === "ACTIVE" && sameText({ ...known, to: plan.to }, plan)) return;
  const message = `was used to close ${usedIn} and may only be given an end, expected version ${plan.version + 1} or higher`;
  throw new InvalidInput([{ path: `${path}.version`, value: String(plan.version), message }]);
}

function endOf(plan: Plan, before: Plan | undefined, { endBefore, status }: SaveOptions): SavedPlan["ended"] {
  if (!endBefore || status === "DRAFT" || !before || before.to !== null || before.from >= plan.from) return null;
  return { version: before.version, to: dayBefore(plan.from) };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function checkBeside(
  plan: Plan,
  versions: readonly KnownVersion[],
  ended: SavedPlan["ended"],
  { path }: SaveOptions,
): void {
  const others = versions
    .filter(({ version, status }) => version !== plan.version && status === "ACTIVE")
    .map(({ document }) => (document.version === ended?.version ? { ...document, to: ended.to } : document));
  try {
    checkVersions([...others, plan]);
  } catch (error) {
    throw new InvalidInput([{ path: `${path}.from`, value: plan.from, message: (error as Error).message }]);
  }
}

function unconfirmed(warnings: readonly PlanWarning[], { path }: SaveOptions): InvalidInput {
  return new InvalidInput(
    warnings.map(({ path: place, text }) => ({
      path: `${path}.${place}`,
      value: null,
      message: `${text.en} Say confirm: true if it is meant.`,
    })),
  );
}

async function endVersion(sql: Sql, plan: Plan, to: string): Promise<void> {
  await sql.query(
    "update public.plan_version set ends_on = $3::date, document = jsonb_set(document, '{to}', to_jsonb($3::text)) where plan = $1 and version = $2",
    [plan.id, plan.version, to],
  );
}

async function write(sql: Sql, plan: Plan, status: SaveOptions["status"]): Promise<void> {
  await sql.query(
    `insert into public.plan_version (plan, version, status, starts_on, ends_on, document) values ($1, $2, $3::public.plan_status, $4, $5, $6)
     on conflict (plan, version) do update set status = excluded.status, starts_on = excluded.starts_on, ends_on = excluded.ends_on, document = excluded.document`,
    [plan.id, plan.version, status, plan.from, plan.to, JSON.stringify(plan)],
  );
}

/**
 * Deletes a version that no closed period has used. Its plan's assignments stay, and pay nothing on its days.
 *
 * @throws badInput for a version that was used, or isn't there
 */
export async function deletePlan(
  store: Store,
  { plan, version }: { readonly plan: string; readonly version: number },
  { actor, dryRun }: { readonly actor: string; readonly dryRun: boolean },
): Promise<void> {
  await store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    const found = (await versionsOf(sql, plan)).find((one) => one.version === version);
    if (!found) throw badInput(`plan ${JSON.stringify(plan)} has no version ${version}`);
    if (found.usedIn !== null) {
      throw badInput(
        `version ${version} of plan ${JSON.stringify(plan)} was used to close ${found.usedIn}: it may only be given an end`,
      );
    }
    if (!dryRun) await sql.query("delete from public.plan_version where plan = $1 and version = $2", [plan, version]);
  });
}
