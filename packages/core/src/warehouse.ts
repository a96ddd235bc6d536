import type { Kysely } from "kysely";

/**
 * The tables that analysis reads, as SQL sees them: snake_case, dates as `YYYY-MM-DD` strings.
 *
 * One declaration serves three readers: the TypeScript types below, the columnar copy's DDL, and the test which
 * proves that the views over the record answer exactly these columns.
 */
export const warehouseTables = {
  /** One row an order line, with the facts of its order. Cancelled orders are not in it. */
  sale: {
    order_id: "integer",
    line: "integer",
    /** The day of the company's calendar that the order belongs to. */
    day: "date",
    customer_id: "integer",
    rep_id: "integer?",
    /** The team at the time of the sale. */
    team_id: "integer?",
    channel: "text?",
    region: "text?",
    /** Where the order was sold, if that isn't the customer's country. */
    country: "text?",
    product_id: "integer",
    quantity: "decimal",
    unit_price: "decimal",
    discount: "decimal",
    net_amount: "decimal",
    cost: "decimal?",
    /** Net amount of the whole order: above zero for a purchase, at or below for a return. */
    order_net: "decimal",
    paid_on: "date?",
    /** Of a return the order that came back. */
    return_of_id: "integer?",
  },
  /** How the credit of an order is split; an order without any is its rep's alone. */
  credit: { order_id: "integer", rep_id: "integer", share: "share" },
  customer: {
    id: "integer",
    external_id: "text",
    kind: "text",
    name: "text",
    company_name: "text?",
    email: "text?",
    industry: "text?",
    region: "text?",
    country: "text?",
    owner_id: "integer?",
    source: "text?",
    acquired_on: "date?",
    referred_by_id: "integer?",
    /** Stands for sales with no known buyer. */
    anonymous: "boolean",
    /** Counts like any other, but who it was is no longer known: there is nobody to call. */
    erased: "boolean",
  },
  product: { id: "integer", external_id: "text", name: "text", category: "text?" },
  rep: { id: "integer", external_id: "text", name: "text", team_id: "integer?", hired_on: "date?", left_on: "date?" },
  team: { id: "integer", external_id: "text", name: "text", parent_id: "integer?" },
  opportunity: {
    id: "integer",
    customer_id: "integer?",
    rep_id: "integer?",
    team_id: "integer?",
    product_id: "integer?",
    stage: "text",
    /** OPEN, WON or LOST. */
    status: "text",
    amount: "decimal?",
    probability: "decimal?",
    created_on: "date?",
    closed_on: "date?",
    expected_close_on: "date?",
    /** Why it was lost. */
    loss_reason: "text?",
    /** The competitor who won it. */
    lost_to: "text?",
    /** How the deal came about. */
    source: "text?",
  },
  /** The days on which an opportunity entered stages. */
  opportunity_stage: { opportunity_id: "integer", stage: "text", entered_on: "date" },
  /** The company's list of stages; without one there is no order but that in which deals enter them. */
  pipeline_stage: {
    id: "integer",
    /** What deals name it by. */
    external_id: "text",
    name: "text",
    name_zh: "text?",
    /** Its place; deals go from lower to higher. */
    rank: "integer",
    /** What deals in it are: OPEN, WON or LOST. */
    kind: "text",
    /** Of open deals in it that have none of their own. */
    probability: "decimal?",
  },
  survey_response: {
    id: "integer",
    customer_id: "integer",
    order_id: "integer?",
    /** NPS, CSAT or CES. */
    kind: "text",
    /** NPS 0–10, CSAT 1–5, CES 1–7. */
    score: "integer",
    /** The day of the answer. */
    day: "date",
    comment: "text?",
  },
  service_case: {
    id: "integer",
    customer_id: "integer",
    /** COMPLAINT, RETURN, QUESTION or PRAISE. */
    kind: "text",
    /** LOW, MEDIUM or HIGH. */
    severity: "text",
    opened_on: "date",
    resolved_on: "date?",
  },
  interaction: {
    id: "integer",
    customer_id: "integer",
    rep_id: "integer?",
    /** CALL, EMAIL, MEETING, CHAT or VISIT. */
    kind: "text",
    /** The day of the company's calendar that it belongs to. */
    day: "date",
  },
  goal: {
    id: "integer",
    external_id: "text",
    name: "text",
    /** A metric of the catalogue. */
    metric: "text",
    /** Which facts count, such as `channel=online; category=Tea|Coffee`; all where it is absent. */
    filter: "text?",
    target: "decimal",
    /** How much of it counts as quota: of a revenue goal, what the goals inside of it leave; else 0. */
    quota: "decimal",
    starts_on: "date",
    ends_on: "date",
    /** Whose goal it is; without a rep the team's, without both the company's. */
    rep_id: "integer?",
    /** The team that it counts for; of a rep's goal the rep's team at the time. */
    team_id: "integer?",
    parent_id: "integer?",
    reward: "decimal?",
    created_on: "date",
  },
  /** One row a line of a closed statement. */
  payout: {
    statement_id: "integer",
    line: "integer",
    rep_id: "integer",
    /** The rep's team at the end of the period. */
    team_id: "integer?",
    /** The last day of the period. */
    day: "date",
    amount: "decimal",
  },
  course: { id: "integer", external_id: "text", name: "text", name_zh: "text?" },
  enrolment: {
    id: "integer",
    rep_id: "integer",
    course_id: "integer",
    enrolled_on: "date",
    completed_on: "date?",
  },
  career_level: {
    id: "integer",
    external_id: "text",
    /** The ladder that it belongs to. */
    track: "text",
    /** Its place on the ladder; higher is further. */
    rank: "integer",
    /** Attainment of quota over the last `attainment_months` whole months: 1 is 100 %. */
    min_attainment: "decimal?",
    attainment_months: "integer",
    min_tenure_months: "integer?",
    /** External ids of the courses to be completed, with `|` between them. */
    courses: "text?",
    min_review: "integer?",
  },
  career_step: { id: "integer", rep_id: "integer", level_id: "integer", since: "date" },
  review: { id: "integer", rep_id: "integer", reviewed_on: "date", score: "integer" },
  need: {
    id: "integer",
    customer_id: "integer",
    topic: "text",
    product_id: "integer?",
    category: "text?",
    /** COMMUNICATION, MARKET_RESEARCH or SURVEY. */
    source: "text",
    /** 1 (weak) to 5 (strong). */
    strength: "integer",
    expected_on: "date?",
    /** OPEN, MET or DROPPED. */
    status: "text",
    /** The day on which it was written down. */
    recorded_on: "date",
  },
  /** What a team, or without one the company itself, may spend on a category in a month. */
  budget: {
    id: "integer",
    team_id: "integer?",
    category: "text",
    amount: "decimal",
    /** The first and the last day of the month. */
    starts_on: "date",
    ends_on: "date",
  },
  expense: {
    id: "integer",
    team_id: "integer?",
    category: "text",
    day: "date",
    amount: "decimal",
    /** The channel of sales that it was spent for. */
    channel: "text?",
    campaign: "text?",
  },
  /** Places to be filled. */
  opening: {
    id: "integer",
    team_id: "integer?",
    title: "text",
    headcount: "integer",
    opened_on: "date",
    /** All places are taken. */
    filled_on: "date?",
    /** It was given up. */
    closed_on: "date?",
  },
  /** Who applied, without a name. */
  candidate: {
    id: "integer",
    opening_id: "integer",
    source: "text?",
    applied_on: "date",
    screened_on: "date?",
    interviewed_on: "date?",
    offered_on: "date?",
    hired_on: "date?",
    rejected_on: "date?",
  },
  /** A series of figures about the economy. */
  indicator: {
    id: "integer",
    external_id: "text",
    name: "text",
    name_zh: "text?",
    /** UNEMPLOYMENT, OUTPUT, PRICES, INFLATION, INTEREST_RATE or OTHER. */
    kind: "text",
    unit: "text?",
    /** MONTH, QUARTER or YEAR. */
    frequency: "text",
    country: "text?",
    source: "text?",
  },
  indicator_value: {
    id: "integer",
    series_id: "integer",
    /** The first day of the month, quarter or year. */
    period: "date",
    value: "decimal",
  },
  /** Competitors, and the company itself beside them. */
  competitor: { id: "integer", external_id: "text", name: "text", own: "boolean" },
  competitor_figure: {
    id: "integer",
    competitor_id: "integer",
    /** FEATURE, PRICE, SHARE or REVIEW. */
    topic: "text",
    /** The feature, the product with a price, the market that is shared, the place of reviews. */
    name: "text",
    category: "text?",
    /** Of SHARE 0 to 1. */
    value: "decimal?",
    text: "text?",
    day: "date",
    source: "text?",
  },
  competitor_move: {
    id: "integer",
    competitor_id: "integer",
    day: "date",
    /** NEW_PRODUCT, NEW_SERVICE, CAMPAIGN or PRICE_CHANGE. */
    kind: "text",
    name: "text",
    category: "text?",
    source: "text?",
  },
  /** A sign of what the market wants. */
  demand_signal: {
    id: "integer",
    topic: "text",
    category: "text?",
    /** SURVEY, FEEDBACK, RESEARCH or SEARCH. */
    source: "text",
    day: "date",
    /** −1 to 1. */
    sentiment: "decimal?",
    weight: "decimal",
  },
  /** The stage that a technology has had from a day on. */
  technology_signal: {
    id: "integer",
    name: "text",
    /** ASSESS, TRIAL, ADOPT or HOLD. */
    stage: "text",
    since: "date",
    channel: "text?",
    process: "text?",
  },
} as const satisfies Record<string, Record<string, ColumnType>>;

export type ColumnType =
  | "integer"
  | "decimal"
  | "share"
  | "text"
  | "date"
  | "boolean"
  | `${"integer" | "decimal" | "share" | "text" | "date" | "boolean"}?`;

export type WarehouseTable = keyof typeof warehouseTables;

type Scalar<T extends string> = T extends "integer" | "decimal" | "share"
  ? number
  : T extends "boolean"
    ? boolean
    : string;
type Value<T extends string> = T extends `${infer Base}?` ? Scalar<Base> | null : Scalar<T>;

/** The warehouse as Kysely sees it. Decimals are `number` here: they leave a query only as `double precision`. */
export type Warehouse = {
  [T in WarehouseTable]: { [C in keyof (typeof warehouseTables)[T]]: Value<(typeof warehouseTables)[T][C] & string> };
};

/**
 * A connection to either engine, which answers dates as `YYYY-MM-DD`. Queries name tables without a schema; the engine
 * puts `warehouse` on the path.
 */
export type WarehouseDb = Kysely<Warehouse>;
