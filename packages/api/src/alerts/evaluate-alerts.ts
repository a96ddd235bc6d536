import { type AlertFinding, type Calendar, type Catalog, everything, queryAlerts } from "@salesglass/core";
import type { Sql, Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** What an evaluation did. */
export interface Evaluation {
  readonly raised: number;
  readonly cleared: number;
}

export interface EvaluationOptions {
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly catalog: Catalog;
  readonly calendar: Calendar;
  /** Whether the webhook is to be told of what is new. */
  readonly notify: boolean;
}

/**
 * Judges every alert on the whole company: what is found anew is raised, what isn't found any more is cleared, and an open
 * one keeps its moment and gets the figures of now. All of it at once, with what the webhook is to be told.
 */
export async function evaluateAlerts(options: EvaluationOptions): Promise<Evaluation> {
  const { store, warehouse, catalog, calendar, notify } = options;
  const findings = await queryAlerts(warehouse.db, everything, { calendar, catalog });
  return store.transaction(async (sql) => {
    // One evaluation at a time: another server's would see neither what this one raises nor what it clears.
    await sql.query("select pg_advisory_xact_lock(hashtext('salesglass.alerts'))");
    const found = JSON.stringify(findings.map(rowOf));
    const raised = await raise(sql, found, calendar.today);
    await sql.query(
      `update public.alert a set figures = f.figures from jsonb_to_recordset($1::jsonb) as f (rule text, key text, figures jsonb)
       where a.cleared_at is null and a.rule = f.rule and a.key = f.key and a.figures <> f.figures`,
      [found],
    );
    const cleared = await sql.query(
      `update public.alert a set cleared_at = greatest(now(), a.raised_at) where a.cleared_at is null and not exists (
         select from jsonb_to_recordset($1::jsonb) as f (rule text, key text) where a.rule = f.rule and a.key = f.key)
       returning a.id`,
      [found],
    );
    if (notify && raised.length > 0) {
      await sql.query("insert into public.alert_delivery (alert_id) select unnest($1::integer[])", [raised]);
    }
    return { raised: raised.length, cleared: cleared.length };
  });
}

function rowOf({ rule, key, text, subject, entity, entityId, figures }: AlertFinding) {
  // A customer's name stays where it is: it can change, and be erased.
  return { rule, key, text, subject: entity === "customer" ? null : subject, entity, entity_id: entityId, figures };
}

/** Whose an alert is follows from what it is about: a customer's is that of who owns them. */
async function raise(sql: Sql, found: string, today: string): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `insert into public.alert (rule, key, text, subject, customer_id, rep_id, team_id, figures, raised_on)
     select f.rule, f.key, f.text, f.subject, c.id, r.id, coalesce(r.team_id, t.id), f.figures, $2::date
     from jsonb_to_recordset($1::jsonb) as f (rule text, key text, text jsonb, subject jsonb, entity text, entity_id integer, figures jsonb)
     left join public.customer c on f.entity = 'customer' and c.id = f.entity_id
     left join public.goal g on f.entity = 'goal' and g.id = f.entity_id
     left join public.rep r on r.id = case f.entity when 'rep' then f.entity_id when 'customer' then c.owner_id when 'goal' then g.rep_id end
     left join public.team t on t.id = case f.entity when 'team' then f.entity_id when 'goal' then g.team_id end
     on conflict ((rule || '/' || key)) where cleared_at is null do nothing returning id`,
    [found, today],
  );
  return rows.map(({ id }) => id);
}
