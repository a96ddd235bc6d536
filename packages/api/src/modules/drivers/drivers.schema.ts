import {
  type Drivers as Answer,
  type DriverEffect as Effect,
  effectDescription,
  effectLabel,
  type NamedContribution,
  parsePeriod,
  queryDrivers,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { Dimension, DimensionDefinitionType, MetricDefinitionType, MetricId } from "../metrics/catalog.schema.ts";
import { entityId, type NamedDimension, namedDimensions } from "../metrics/dimension-names.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { Comparison } from "../metrics/metrics.schema.ts";

const DriverKind = builder.enumType("DriverKind", {
  description: "What a change is made of.",
  values: {
    PRICE: { description: "The units sold now at other prices than then." },
    VOLUME: { description: "More or fewer units in all." },
    MIX: { description: "Relatively more of some products and less of others." },
    COST: { description: "The units sold now at other costs than then; of gross profit." },
    NEW: { description: "Products sold only now." },
    LOST: { description: "Products sold only then." },
    OTHER: { description: "What has no price that can be compared, such as returns alone." },
  } as const,
});

const DriverPresence = builder.enumType("DriverPresence", {
  description: "In which of the two periods there is anything.",
  values: {
    BOTH: { description: "In both." },
    NEW: { description: "Only now." },
    LOST: { description: "Only then." },
  } as const,
});

const DriverEffect = builder.objectRef<Effect>("DriverEffect").implement({
  description: "A part of a difference.",
  fields: (t) => ({
    kind: t.field({ type: DriverKind, complexity: 0, description: "Which part.", resolve: ({ kind }) => kind }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ kind }, { locale }) => inLocale(effectLabel(kind), locale),
    }),
    description: t.string({
      complexity: 0,
      description: "What it means; of OTHER also why it is there.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (effect, { locale }) => inLocale(effectDescription(effect), locale),
    }),
    amount: t.float({ complexity: 0, description: "How much of it.", resolve: ({ amount }) => Number(amount) }),
  }),
});

interface Contribution {
  readonly row: NamedContribution;
  readonly by: NamedDimension;
}

const DriverContribution = builder.objectRef<Contribution>("DriverContribution").implement({
  description: "What a value of the dimension adds to the difference.",
  fields: (t) => ({
    key: t.string({
      nullable: true,
      complexity: 0,
      description: "The first day, the global id or the text itself; none of the rest and where it is not given.",
      resolve: ({ row: { key }, by }) =>
        key === null ? null : by.key.entity ? entityId(by.key.entity, Number(key)) : String(key),
    }),
    label: t.string({
      nullable: true,
      complexity: 0,
      description: "The same as people know it: a name in the place of an id, a word in the place of a code.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ row, by }, { locale }) => {
        const text = row.label === null ? undefined : by.label.values?.[row.label];
        return text ? inLocale(text, locale) : row.label;
      },
    }),
    value: t.float({ complexity: 0, description: "The value.", resolve: ({ row }) => Number(row.value) }),
    comparisonValue: t.float({
      complexity: 0,
      description: "The value then.",
      resolve: ({ row }) => Number(row.comparisonValue),
    }),
    difference: t.float({ complexity: 0, description: "Now − then.", resolve: ({ row }) => Number(row.difference) }),
    change: t.float({
      nullable: true,
      complexity: 0,
      description: "(now − then) ÷ |then|: 0.12 is +12 %; none where there was nothing.",
      resolve: ({ row }) => row.change,
    }),
    presence: t.field({
      type: DriverPresence,
      complexity: 0,
      description: "In which of the two periods there is anything of it.",
      resolve: ({ row }) => row.presence,
    }),
    isRest: t.boolean({
      complexity: 0,
      description: "All that is not among the largest, together.",
      resolve: ({ row }) => row.isRest,
    }),
    effects: t.field({
      type: [DriverEffect],
      complexity: { field: 0, multiplier: 1 },
      description: "What its difference is made of, of revenue and gross profit by PRODUCT and by CATEGORY.",
      resolve: ({ row }) => [...row.effects],
    }),
  }),
});

interface Explained {
  readonly answer: Answer;
  readonly by: NamedDimension;
}

const Drivers = builder.objectRef<Explained>("Drivers").implement({
  description: "Why a metric changed between two periods.",
  fields: (t) => ({
    definition: t.field({
      type: MetricDefinitionType,
      description: "What the metric means.",
      resolve: ({ answer }) => answer.metric,
    }),
    currency: t.string({
      nullable: true,
      description: "The currency of a metric that is money.",
      resolve: ({ answer }, _, { company }) => (answer.metric.unit === "MONEY" ? company.currency : null),
    }),
    period: t.field({ type: PeriodRange, description: "Which days.", resolve: ({ answer }) => answer.period }),
    comparison: t.field({
      type: PeriodRange,
      description: "What they are compared with.",
      resolve: ({ answer }) => answer.comparison,
    }),
    by: t.field({
      type: DimensionDefinitionType,
      description: "What the difference is split by.",
      resolve: ({ by }) => by,
    }),
    value: t.float({ description: "The value.", resolve: ({ answer }) => Number(answer.value) }),
    comparisonValue: t.float({
      description: "The value then.",
      resolve: ({ answer }) => Number(answer.comparisonValue),
    }),
    difference: t.float({ description: "Now − then.", resolve: ({ answer }) => Number(answer.difference) }),
    change: t.float({
      nullable: true,
      description: "(now − then) ÷ |then|: 0.12 is +12 %; none where there was nothing.",
      resolve: ({ answer }) => answer.change,
    }),
    effects: t.field({
      type: [DriverEffect],
      complexity: { field: 0, multiplier: 1 },
      description:
        "Price, volume, mix (and cost), new and lost products, found product by product; they add up to the difference. Empty unless the metric is revenue or gross profit.",
      resolve: ({ answer }) => [...answer.effects],
    }),
    contributions: t.field({
      type: [DriverContribution],
      complexity: { field: 0, multiplier: 1 },
      description: "Those that changed most, then the rest as one; they add up to the difference.",
      resolve: ({ answer, by }) => answer.contributions.map((row) => ({ row, by })),
    }),
  }),
});

builder.queryField("drivers", (t) =>
  t.field({
    type: Drivers,
    // Both periods are scanned, and by products once more.
    complexity: 600,
    description: "Why a metric changed: what each value of a dimension adds to the change, and price, volume and mix.",
    args: {
      metric: t.arg({ type: MetricId, required: true, description: "Which metric; one whose rows may be added up." }),
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      versus: t.arg({
        type: Comparison,
        required: true,
        defaultValue: "PREVIOUS_PERIOD",
        description: "What to compare with.",
      }),
      by: t.arg({
        type: Dimension,
        required: true,
        defaultValue: "PRODUCT",
        description: "What to split the difference by.",
      }),
      where: t.arg({ type: MetricFilterInput, description: "Which facts count." }),
      first: t.arg.int({ defaultValue: 10, description: "How many to name before the rest, 0 to 1000." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, args, context): Promise<Explained> {
      const { catalog, calendar, warehouse, viewer } = context;
      const by = namedDimensions(catalog).get(args.by)!;
      const answer = await queryDrivers(warehouse.db, viewer.scope, {
        metric: args.metric,
        period: parsePeriod(args.period, calendar),
        calendar,
        catalog,
        versus: args.versus,
        by: by.key.id,
        where: await metricFilter(context, args.where),
        first: args.first ?? undefined,
        asOf: args.asOf ?? undefined,
      });
      return { answer, by };
    },
  }),
);
