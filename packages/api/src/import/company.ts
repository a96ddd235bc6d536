import { isDeepStrictEqual } from "node:util";
import type { FiscalPattern } from "@salesglass/core";
import type { Sql } from "../store/store.ts";
import { checkRows } from "./check-rows.ts";
import type { Duck } from "./duck.ts";
import type { Settings } from "./settings.ts";
import type { Loaded } from "./source.ts";

export type Company = Pick<Settings, "currency" | "timeZone"> & {
  name: string;
  fiscalYearStart: number;
  weekStart: number;
  fiscalPattern: FiscalPattern;
};

const defaults: Company = {
  name: "My company",
  currency: "USD",
  timeZone: "UTC",
  fiscalYearStart: 1,
  weekStart: 1,
  fiscalPattern: "MONTHS",
};

/** The company as the record has it, if it has one. */
export async function readCompany(sql: Sql): Promise<Company | undefined> {
  const [row] = await sql.query<Company>(
    `select name, currency, time_zone as "timeZone", fiscal_year_start as "fiscalYearStart", week_start as "weekStart",
       fiscal_pattern as "fiscalPattern" from public.company`,
  );
  return row;
}

/** The company as it will be: the file's columns over the record's over the defaults. */
export async function companyOf(
  duck: Duck,
  loaded: Loaded,
  before: Company | undefined,
  hasOrders: boolean,
  more: Pick<Settings, "today" | "scope" | "catalog">,
): Promise<Company> {
  const company = { ...defaults, ...before };
  const file = loaded.tables.find(({ table }) => table.name === "company");
  if (!file) return company;
  await checkRows(duck, file, { ...company, ...more, plans: [] });
  if (before && hasOrders) {
    // Days and amounts of what was sold were worked out with them.
    for (const [column, value] of [
      ["currency", before.currency],
      ["time_zone", before.timeZone],
    ] as const) {
      if (!file.columns.includes(column)) continue;
      await duck.run(
        `insert into fault select 'company', _row, '${column}', ${column}, 'must stay ${value}, since the record has orders in it' from typed_company where ${column} <> '${value}'`,
      );
    }
    await duck.run("delete from typed_company where _row in (select row from fault where tbl = 'company')");
  }
  const [row] = await duck.rows<Record<string, string>>("select * from typed_company");
  if (!row) return company;
  const given = <T>(name: string, otherwise: T): T => (file.columns.includes(name) ? (row[name] as T) : otherwise);
  return {
    name: given("name", company.name),
    currency: given("currency", company.currency),
    timeZone: given("time_zone", company.timeZone),
    fiscalYearStart: Number(given("fiscal_year_start", company.fiscalYearStart)),
    weekStart: Number(given("week_start", company.weekStart)),
    fiscalPattern: given("fiscal_pattern", company.fiscalPattern),
  };
}

export async function writeCompany(sql: Sql, company: Company): Promise<void> {
  await sql.query(
    `insert into public.company (id, name, currency, time_zone, fiscal_year_start, week_start, fiscal_pattern)
     values (1, $1, $2, $3, $4, $5, $6)
     on conflict (id) do update set name = excluded.name, currency = excluded.currency, time_zone = excluded.time_zone,
       fiscal_year_start = excluded.fiscal_year_start, week_start = excluded.week_start,
       fiscal_pattern = excluded.fiscal_pattern`,
    [
      company.name,
      company.currency,
      company.timeZone,
      company.fiscalYearStart,
      company.weekStart,
      company.fiscalPattern,
    ],
  );
}

/** Whether the settings are the same; without a company there are none. */
export function sameSettings(one: Company | undefined, other: Company | undefined): boolean {
  return isDeepStrictEqual(one && { ...one }, other && { ...other });
}
