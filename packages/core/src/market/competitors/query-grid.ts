import { sql } from "kysely";
import { type Calendar, checkDay, earlier } from "../../calendar.ts";
import { dateOf, matches } from "../../filters.ts";
import { groupBy } from "../../group-by.ts";
import type { ValueFilter } from "../../metrics/question.ts";
import { competitorFigures, competitors } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";

export type CompetitorTopic = "FEATURE" | "PRICE" | "SHARE" | "REVIEW";

export interface GridQuestion {
  readonly calendar: Calendar;
  /** What was observed up to this day; today unless said. */
  readonly asOf?: string | undefined;
  readonly topic?: readonly CompetitorTopic[] | null | undefined;
  readonly category?: ValueFilter<string> | null | undefined;
}

/** The latest that is known of a competitor, or of the company itself. */
export interface GridFigure {
  readonly competitorId: number;
  readonly competitorName: string;
  readonly own: boolean;
  readonly value: number | null;
  readonly text: string | null;
  readonly day: string;
  readonly source: string | null;
}

/** One line of the grid: a feature, a price, a market, a place of reviews. */
export interface GridRow {
  readonly topic: CompetitorTopic;
  readonly name: string;
  readonly category: string | null;
  /** The company's own; null where it isn't recorded. */
  readonly own: GridFigure | null;
  /** Those of competitors, by name; who has none is not among them. */
  readonly figures: readonly GridFigure[];
}

/**
 * The company and its competitors side by side: the latest figure of each for every topic, name and category, with its day
 * and source. By topic (features, prices, shares, reviews), then by category and name.
 *
 * Figures were observed on different days: each says on which.
 *
 * @throws badInput for a day that is none
 * @example await queryGrid(db, { calendar, topic: ["PRICE"] })
 *   // [{ topic: "PRICE", name: "Oolong 100 g", category: "Tea", own: { value: 12, … }, figures: [{ value: 11.5, … }] }]
 */
export async function queryGrid(db: WarehouseDb, question: GridQuestion): Promise<GridRow[]> {
  const { calendar, topic, category } = question;
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const ofTopic = matches(sql`f.topic`, topic ? { in: topic } : undefined, "topic") ?? sql`true`;
  const ofCategory = matches(sql`f.category`, category, "category") ?? sql`true`;
  const { rows } = await sql<GridFigure & Pick<GridRow, "topic" | "name" | "category">>`
    select topic, name, category, "competitorId", "competitorName", own, value, text, day, source from (
      select f.topic, f.name, f.category, c.id as "competitorId", c.name as "competitorName", c.own,
        f.value::double precision as value, f.text, f.day::text as day, f.source,
        case f.topic when 'FEATURE' then 1 when 'PRICE' then 2 when 'SHARE' then 3 else 4 end as place,
        row_number() over (partition by f.competitor_id, f.topic, f.name, f.category order by f.day desc, f.id desc) as n
      from ${competitorFigures()} as f join ${competitors()} as c on c.id = f.competitor_id
      where f.day <= ${dateOf(asOf)} and ${ofTopic} and ${ofCategory}) as latest
    where n = 1
    order by place, category collate "C" nulls last, name collate "C", "competitorName" collate "C", "competitorId"`.execute(
    db,
  );
  return [...groupBy(rows, ({ topic, name, category }) => JSON.stringify([topic, name, category])).values()].map(
    (group) => {
      const { topic, name, category } = group[0]!;
      const figures = group.map(({ topic: _, name: __, category: ___, ...figure }) => figure);
      return {
        topic,
        name,
        category,
        own: figures.find(({ own }) => own) ?? null,
        figures: figures.filter(({ own }) => !own),
      };
    },
  );
}
