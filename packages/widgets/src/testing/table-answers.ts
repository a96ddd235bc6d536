import type {
  DriversQuery,
  MetricCatalogueQuery,
  MetricForecastQuery,
  MetricTableQuery,
  MetricTableQueryVariables,
} from "../generated/graphql.ts";
import { labels, scale, type Variables, wave } from "./company.ts";

type Table = MetricTableQuery["metricTable"];
type Row = Table["rows"][number];

const time: Readonly<Record<string, readonly [label: string, chinese: string]>> = {
  DAY: ["Day", "日"],
  WEEK: ["Week", "周"],
  MONTH: ["Month", "月"],
  QUARTER: ["Quarter", "季度"],
  YEAR: ["Year", "年"],
  FISCAL_QUARTER: ["Fiscal quarter", "财季"],
};

const parts: Readonly<Record<string, { label: string; chinese: string; keys: readonly (string | null)[] }>> = {
  CHANNEL: { label: "Channel", chinese: "渠道", keys: ["online", "retail", "partner", null] },
  REGION: {
    label: "Region",
    chinese: "区域",
    keys: ["North", "South", "East", "West", "<img src=x onerror=alert(1)>"],
  },
  CATEGORY: {
    label: "Category",
    chinese: "品类",
    keys: ["Bikes", "Clothing", "Accessories", "Components", "Helmets", "Lights", "Bags", "Locks"],
  },
  COUNTRY: { label: "Country", chinese: "国家或地区", keys: ["DE", "CN", "US"] },
  NEW_OR_RETURNING: { label: "New or returning", chinese: "新客或回头客", keys: ["NEW", "RETURNING"] },
  REP: {
    label: "Sales rep",
    chinese: "销售人员",
    keys: Array.from({ length: 12 }, (_, index) => `rep-${index}`),
  },
  TEAM: { label: "Team", chinese: "团队", keys: ["team-0", "team-1", "team-2"] },
  CUSTOMER: { label: "Customer", chinese: "客户", keys: ["c0", "c1"] },
  PRODUCT: {
    label: "Product",
    chinese: "产品",
    keys: Array.from({ length: 63 }, (_, index) => `product-${index}`),
  },
};

const repNames = ["Li Na", "Anna Berg", "王小明", "José Núñez"];
const productNames = ["Mountain bike", "Road helmet with integrated rear light, large", "城市自行车", "Lock"];

function labelOf(dimension: string, key: string | null): string | null {
  if (key === null) return null;
  const number = Number(key.split("-")[1]);
  if (dimension === "REP") return `${repNames[number % 4]} ${number}`;
  return dimension === "PRODUCT" ? `${productNames[number % 4]} ${number}` : key;
}

const day = (date: Date) => date.toISOString().slice(0, 10);

/** The steps of a period: 2024 unless it names another, or a part of it. */
function steps(grain: string, period: string): readonly { key: string; to: string; unfinished: boolean }[] {
  const year = Number(/\d{4}/.exec(period)?.[0] ?? 2024);
  const month = Number(/^\d{4}-(\d{2})$/.exec(period)?.[1] ?? 0);
  const quarter = Number(/^\d{4}-Q(\d)$/.exec(period)?.[1] ?? 0);
  const at = (from: Date, to: Date) => ({
    key: day(from),
    to: day(to),
    unfinished: day(from) <= "2024-12-12" && day(to) > "2024-12-12",
  });
  if (grain === "YEAR") {
    return [2021, 2022, 2023, 2024].map((one) => at(new Date(Date.UTC(one, 0, 1)), new Date(Date.UTC(one, 12, 0))));
  }
  if (grain.endsWith("QUARTER")) {
    return [0, 3, 6, 9].map((first) => at(new Date(Date.UTC(year, first, 1)), new Date(Date.UTC(year, first + 3, 0))));
  }
  if (grain === "DAY") {
    const length = new Date(Date.UTC(year, month || 1, 0)).getUTCDate();
    return Array.from({ length }, (_, index) => {
      const one = new Date(Date.UTC(year, (month || 1) - 1, index + 1));
      return at(one, one);
    });
  }
  const first = quarter ? 3 * quarter - 3 : 0;
  return Array.from({ length: quarter ? 3 : 12 }, (_, index) =>
    at(new Date(Date.UTC(year, first + index, 1)), new Date(Date.UTC(year, first + index + 1, 0))),
  );
}

interface Column {
  readonly key: string;
  readonly metric: string;
  readonly at?: string;
  readonly as?: string;
}

function columnAnswer({ key, metric, at, as }: Column, chinese: boolean): Table["columns"][number] {
  const [english, translated, unit] = labels[metric]!;
  return {
    key,
    definition: {
      id: metric as "revenue",
      label: chinese ? translated : english,
      description: `What ${english} is`,
      unit,
      better: metric === "returnRate" ? "LOWER" : "HIGHER",
      additive: unit !== "RATIO",
    },
    at: (at ?? null) as null,
    as: (as ?? "VALUE") as "VALUE",
    currency: unit === "MONEY" ? "USD" : null,
    period: at ? { from: "2023-01-01", to: "2023-12-31" } : { from: "2024-01-01", to: "2024-12-31" },
  };
}

/** A table as a server with the test company would answer it. */
export function tableAnswer(variables: Variables): MetricTableQuery {
  const { period, by, metrics, first, after, top, orderBy, total, locale } = variables as MetricTableQueryVariables;
  const chinese = locale === "zh-CN";
  const dimensions = [by].flat();
  const columns = [metrics].flat() as readonly Column[];
  const grain = dimensions.find((one) => one in time);
  const buckets = grain ? steps(grain, String(period)) : [undefined];
  const texts = dimensions.filter((one) => one in parts);
  const combinations = texts.reduce<readonly (readonly (string | null)[])[]>(
    (rows, one) => rows.flatMap((row) => parts[one]!.keys.map((key) => [...row, key])),
    [[]],
  );
  const figureOf = ({ metric, at, as }: Column, place: number, step: number, unfinished: boolean) => {
    const now = wave(step * 3 + place + (at ? 1 : 0), metric + place) * 0.4 + 0.6;
    if (as === "SHARE") return Math.round(1000 / 2 ** (place + 1)) / 1000;
    if (as === "CHANGE") return now - 0.75;
    const unit = labels[metric]![2];
    if (unit === "RATIO") return now * 0.4;
    return Math.round((scale[unit] * (now + step * 0.02) * (unfinished && !at ? 0.4 : 1)) / (place + 1));
  };
  const rowOf = (keys: readonly (string | null)[], place: number, step: number, isRest: boolean): Row => {
    const bucket = buckets[step];
    const future = bucket && bucket.key > "2024-12-12";
    const texted = [...keys];
    return {
      keys: dimensions.map((one) => (one === grain ? bucket!.key : (texted.shift() ?? null))),
      labels: dimensions.map((one) => {
        const key = one === grain ? bucket!.key : (keys[texts.indexOf(one)] ?? null);
        return one === grain || isRest ? (one === grain ? key : null) : labelOf(one, key);
      }),
      values: columns.map((column) =>
        future && !column.at ? null : figureOf(column, place, step, Boolean(bucket?.unfinished)),
      ),
      from: bucket?.key ?? "2024-01-01",
      to: bucket?.to ?? "2024-12-31",
      isRest,
      unfinished: bucket?.unfinished ?? false,
    };
  };
  const kept = top ? combinations.slice(0, top.first) : combinations;
  let rows = buckets.flatMap((_, step) => [
    ...kept.map((keys, place) => rowOf(keys, place, step, false)),
    ...(kept.length < combinations.length
      ? [
          rowOf(
            texts.map(() => null),
            kept.length,
            step,
            true,
          ),
        ]
      : []),
  ]);
  const order = [orderBy ?? []].flat()[0];
  const sorted = columns.findIndex(({ key }) => key === order?.by);
  if (sorted >= 0) {
    const sign = order?.direction === "DESC" ? -1 : 1;
    rows = [...rows].sort((left, right) => sign * ((left.values[sorted] ?? 0) - (right.values[sorted] ?? 0)));
  }
  const start = Number(after ?? 0);
  const size = first ?? rows.length;
  return {
    metricTable: {
      period: { from: "2024-01-01", to: "2024-12-31", text: String(period) },
      dimensions: dimensions.map((dimension) => {
        const [label, translated] = time[dimension] ?? [parts[dimension]!.label, parts[dimension]!.chinese];
        return { dimension, label: chinese ? translated : label, kind: dimension in time ? "TIME" : "TEXT" };
      }),
      columns: columns.map((column) => columnAnswer(column, chinese)),
      rows: rows.slice(start, start + size),
      ...(total
        ? {
            total: rowOf(
              texts.map(() => null),
              -0.75,
              0,
              false,
            ),
          }
        : {}),
      nextCursor: start + size < rows.length ? String(start + size) : null,
    },
    company: { today: "2024-12-12", fiscalYearStart: 4, fiscalPattern: "MONTHS" },
  };
}

/** Why a server refuses a question for what there is not; undefined where there is all of it. */
export function refusalOf(variables: Variables): string | undefined {
  const { by = [], metrics = [] } = variables as unknown as { by?: string[]; metrics?: Column[] };
  const dimension = [by].flat().find((one) => !(one in time) && !(one in parts));
  if (dimension) return `Variable "$by" got invalid value "${dimension}"`;
  const odd = Array.isArray(metrics) ? metrics.find(({ metric }) => !(metric in labels)) : undefined;
  return odd && `Variable "$metrics" got invalid value "${odd.metric}"`;
}

export function catalogueAnswer(): MetricCatalogueQuery {
  return {
    metricCatalog: Object.entries(labels).map(([id, [label]]) => ({ id: id as "revenue", label })),
    dimensionCatalog: [
      ...Object.entries(time).map(([dimension, [label]]) => ({ dimension: dimension as "DAY", label })),
      ...Object.entries(parts).map(([dimension, { label }]) => ({ dimension: dimension as "CHANNEL", label })),
    ],
  };
}

export function forecastAnswer({ locale }: Variables): MetricForecastQuery {
  const chinese = locale === "zh-CN";
  return {
    metric: {
      definition: { unit: "MONEY" },
      currency: "USD",
      forecast: {
        value: 9_400_000,
        low: 9_100_000,
        high: 9_800_000,
        confidence: 0.8,
        methodText: chinese ? "按上年同期的季节走势推算" : "The year so far, continued with last year's seasons",
        error: 0.08,
        tests: 12,
        until: "2024-12-31",
        points: [11].map((month) => ({
          from: day(new Date(Date.UTC(2024, month, 1))),
          to: day(new Date(Date.UTC(2024, month + 1, 0))),
          value: 900_000 + month * 9000,
          low: 900_000 - (month - 9) * 80_000,
          high: 900_000 + (month - 8) * 90_000,
        })),
      },
    },
  };
}

const effects = [
  ["PRICE", "Price", "价格", "What was sold in both periods, at other prices", 182_000],
  ["VOLUME", "Volume", "销量", "What was sold in both periods, in other amounts", 431_000],
  ["MIX", "Mix", "结构", "More or less of what is dearer", -96_500],
  ["NEW", "New", "新增", "Sold now and not then", 240_250],
  ["LOST", "Lost", "流失", "Sold then and not now", -318_000],
  ["OTHER", "Other", "其他", "Without a price or an amount to speak of", -1_250],
] as const;

export function driversAnswer({ metric, by, first, locale }: Variables): DriversQuery {
  const chinese = locale === "zh-CN";
  const [english, translated, unit] = labels[String(metric)]!;
  const explained = metric === "revenue" && (by === "PRODUCT" || by === "CATEGORY");
  const dimension = parts[String(by)]!;
  const amounts = dimension.keys.map((_, index) => Math.round((wave(index, "driver") - 0.45) * 300_000));
  const sorted = amounts
    .map((amount, index) => ({ amount, key: dimension.keys[index]! }))
    .sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount));
  const shown = sorted.slice(0, Number(first));
  const rest = sorted.slice(Number(first)).reduce((sum, { amount }) => sum + amount, 0);
  const difference = explained
    ? effects.reduce((sum, [, , , , amount]) => sum + amount, 0)
    : amounts.reduce((sum, amount) => sum + amount, 0);
  const comparisonValue = 3_200_000;
  const contribution = (key: string | null, amount: number, isRest: boolean) => ({
    key,
    label: isRest ? null : labelOf(String(by), key),
    value: 400_000 + amount,
    comparisonValue: 400_000,
    difference: amount,
    change: amount / 400_000,
    presence: "BOTH" as const,
    isRest,
  });
  return {
    drivers: {
      definition: { id: metric as "revenue", label: chinese ? translated : english, unit, better: "HIGHER" },
      currency: "USD",
      period: { from: "2024-01-01", to: "2024-12-31" },
      comparison: { from: "2023-01-01", to: "2023-12-31" },
      by: { dimension: by as "PRODUCT", label: chinese ? dimension.chinese : dimension.label },
      value: comparisonValue + difference,
      comparisonValue,
      difference,
      change: difference / comparisonValue,
      effects: explained
        ? effects.map(([kind, label, name, description, amount]) => ({
            kind,
            label: chinese ? name : label,
            description,
            amount,
          }))
        : [],
      contributions: [
        ...shown.map(({ key, amount }) => contribution(key, amount, false)),
        ...(sorted.length > shown.length ? [contribution(null, rest, true)] : []),
      ],
    },
  };
}
