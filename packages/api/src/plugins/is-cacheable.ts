import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * The root fields that read nothing but the warehouse, the catalogue, the company's settings and its today. A field that
 * is not named here is never cached, so that a new one is safe until somebody has thought about it.
 */
export const cachedFields: ReadonlySet<string> = new Set([
  "company",
  "metrics",
  "metric",
  "companyTotal",
  "metricTable",
  "metricCatalog",
  "dimensionCatalog",
  "drivers",
  "rfm",
  "segmentCatalog",
  "satisfaction",
  "serviceSummary",
  "customerActivity",
  "cohorts",
  "acquisition",
  "lifetimeValue",
  "needSummary",
  "productAssociations",
  "recommendations",
  "leaderboard",
  "swot",
  "funnel",
  "winLoss",
  "pipelineStages",
  "pipelineForecast",
  "pipelineCoverage",
  "economy",
  "competitorGrid",
  "competitorMoves",
  "marketShares",
  "marketConcentration",
  "demandTrends",
  "unmetNeeds",
  "channelMix",
  "technologies",
  "budget",
  "activityEffect",
  "trainingEffect",
  "hiring",
  "turnover",
]);

/** What moves on although the data stay as they are. */
const movingFields: ReadonlySet<string> = new Set(["Company.dataAsOf"]);

const verdicts = new WeakMap<DocumentNode, boolean>();

/**
 * Whether what a document answers depends on nothing but what the cache's key holds: queries of the fields above, which
 * select no record (what Prisma reads can change without a new version of the warehouse). Directives are not looked at.
 */
export function isCacheable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const known = verdicts.get(document);
  if (known !== undefined) return known;
  const verdict = readsWarehouseAlone(schema, document);
  verdicts.set(document, verdict);
  return verdict;
}

function readsWarehouseAlone(schema: GraphQLSchema, document: DocumentNode): boolean {
  const isQuery = document.definitions.every(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.QUERY),
  );
  if (!isQuery) return false;
  let alone = true;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value: name } }) {
        const parent = types.getParentType();
        const isRoot = parent === schema.getQueryType();
        const type = getNamedType(types.getType());
        const readsRecord = !type || isAbstractType(type) || type.extensions.pothosPrismaModel !== undefined;
        if (readsRecord || movingFields.has(`${parent?.name}.${name}`)) alone = false;
        if (isRoot && !cachedFields.has(name) && name !== "__typename") alone = false;
      },
    }),
  );
  return alone;
}
