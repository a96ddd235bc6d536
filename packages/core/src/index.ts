export { type AlertEntity, type AlertFinding, type AlertsQuestion, queryAlerts } from "./alerts/query-alerts.ts";
export type { AlertRule, AlertSettings } from "./alerts/rules.ts";
export {
  type Budget,
  type BudgetFigures,
  type BudgetGrouping,
  type BudgetQuestion,
  type BudgetRow,
  type BudgetState,
  budgetStates,
} from "./budget/budget.ts";
export { queryBudget } from "./budget/query-budget.ts";
export { addMonths, bucketEnd, bucketStart, type Calendar, checkDay, type Grain, grains } from "./calendar.ts";
export {
  type Career,
  type CareerCondition,
  type CareerConditionKind,
  type CareerReadiness,
  careerReadiness,
} from "./careers/career.ts";
export { careerConditionLabel, careerReadinessText } from "./careers/career-texts.ts";
export { queryCareers } from "./careers/query-careers.ts";
export { type Comparison, comparisonPeriod, comparisons } from "./comparison.ts";
export {
  type Acquired,
  type Acquisition,
  type AcquisitionQuestion,
  queryAcquisition,
} from "./customers/acquisition.ts";
export { type ActivityCount, type CustomerActivity, queryActivity, queryActivityCounts } from "./customers/activity.ts";
export { type ActivityState, activityStates } from "./customers/activity-sql.ts";
export { activityLabel, activityReason } from "./customers/activity-texts.ts";
export {
  type Cohort,
  type CohortCell,
  type CohortGrain,
  type CohortMean,
  type CohortMeasure,
  type CohortQuestion,
  type Cohorts,
  queryCohorts,
} from "./customers/cohorts.ts";
export { queryCustomerFigures, queryCustomers } from "./customers/customer-list.ts";
export {
  expectedPurchases,
  expectedPurchasesOfNew,
  probabilityAlive,
} from "./customers/lifetime/expected-purchases.ts";
export { fitLifetime, isOutdated, type LifetimeFit } from "./customers/lifetime/fit-lifetime.ts";
export { lifetimeGapText, lifetimeReason } from "./customers/lifetime/lifetime-texts.ts";
export type { Fit } from "./customers/lifetime/maximise-likelihood.ts";
export type { Pause } from "./customers/lifetime/minimise.ts";
export {
  fitPurchases,
  type PurchaseFit,
  type PurchaseGroup,
  type PurchaseHistory,
  type PurchaseParameters,
  purchaseLogLikelihood,
} from "./customers/lifetime/purchase-model.ts";
export {
  type LifetimeOverview,
  queryCustomerLifetimes,
  queryLifetimeOverview,
  queryLifetimeRanking,
} from "./customers/lifetime/query-lifetime.ts";
export type {
  CustomerLifetime,
  HoldOutFigures,
  LifetimeGap,
  LifetimeHoldOut,
  LifetimeModel,
  LifetimeQuestion,
  LifetimeTotal,
} from "./customers/lifetime/question.ts";
export {
  expectedSpend,
  fitSpend,
  type SpendFit,
  type SpendGroups,
  type SpendParameters,
  spendLogLikelihood,
} from "./customers/lifetime/spend-model.ts";
export {
  checkTerms,
  type LifetimeFigures,
  type LifetimeParameters,
  type LifetimeTerms,
  lifetimeFigures,
} from "./customers/lifetime/value.ts";
export { queryNeedSummary } from "./customers/needs/query-need-summary.ts";
export { queryNeeds } from "./customers/needs/query-needs.ts";
export type {
  NeedFilter,
  NeedGroup,
  NeedGrouping,
  NeedOrderField,
  NeedStatus,
  NeedSummaryQuestion,
  NeedsQuestion,
} from "./customers/needs/question.ts";
export { type GapBucket, type PurchaseGaps, queryPurchaseGaps } from "./customers/purchase-gaps.ts";
export type {
  CustomerFigures,
  CustomerFilter,
  CustomerOrderField,
  CustomersQuestion,
  Rfm,
  RfmCell,
  RfmCutPoints,
  RfmMember,
  RfmMemberPage,
  RfmQuestion,
  RfmSegment,
} from "./customers/question.ts";
export { queryAssociations } from "./customers/recommendations/query-associations.ts";
export { queryRecommendations } from "./customers/recommendations/query-recommendations.ts";
export {
  type AssociationOrder,
  type AssociationsQuestion,
  type BasketKind,
  type ProductAssociation,
  type ProductAssociations,
  type Recommendation,
  type RecommendationFilter,
  type RecommendationReason,
  type RecommendationReasonKind,
  type RecommendationsQuestion,
  type RecommendationTarget,
  recommendationReasonKinds,
} from "./customers/recommendations/question.ts";
export { reasonLabel, reasonText } from "./customers/recommendations/reason-texts.ts";
export { queryReferrals, queryReferrers, type Referrals, type Referrer } from "./customers/referrals.ts";
export { queryRfm, queryRfmMembers, queryRfmOfCustomers } from "./customers/rfm.ts";
export {
  queryRfmMovement,
  queryRfmMovers,
  type RfmMove,
  type RfmMovement,
  type RfmMovementQuestion,
  type RfmMover,
} from "./customers/rfm-movement.ts";
export { checkRfm } from "./customers/rfm-question.ts";
export {
  type Afterwards,
  type AfterwardsQuestion,
  type AfterwardsRow,
  type LoyaltyGroup,
  loyaltyGroups,
  queryAfterwards,
} from "./customers/satisfaction/query-afterwards.ts";
export {
  queryRecovery,
  type Recovery,
  type RecoveryQuestion,
  type RecoveryRow,
} from "./customers/satisfaction/query-recovery.ts";
export {
  type ComparedSurvey,
  querySatisfaction,
  type Satisfaction,
  type SatisfactionPoint,
  type SatisfactionQuestion,
  type SatisfactionRow,
} from "./customers/satisfaction/query-satisfaction.ts";
export { queryServiceCases } from "./customers/satisfaction/query-service-cases.ts";
export { queryServiceSummary } from "./customers/satisfaction/query-service-summary.ts";
export type {
  OpenCases,
  ResolutionPoint,
  ResolutionRow,
  Resolutions,
  ServiceCaseFilter,
  ServiceCaseOrderField,
  ServiceCaseRow,
  ServiceCasesQuestion,
  ServiceLimit,
  ServiceSummary,
  ServiceSummaryQuestion,
} from "./customers/satisfaction/service-question.ts";
export { type SurveyChange, type SurveyFigures, surveyFigures } from "./customers/satisfaction/survey-figures.ts";
export { type SurveyKind, surveyKinds } from "./customers/satisfaction/surveys.ts";
export {
  checkSegmentMap,
  defaultSegmentMap,
  noSegment,
  noSegmentLabel,
  type Segment,
  type SegmentMap,
  type SegmentRule,
  segmentAt,
} from "./customers/segments.ts";
export type { DriverContribution, DriverKey, DriverPresence } from "./drivers/contributions.ts";
export { effectDescription, effectLabel } from "./drivers/effect-texts.ts";
export type { DriverEffect, DriverKind, OtherReason } from "./drivers/effects.ts";
export { queryDrivers } from "./drivers/query-drivers.ts";
export type { Drivers, DriversQuestion, NamedContribution } from "./drivers/question.ts";
export { queryEntityIds } from "./entities.ts";
export { badInput, DomainError, tooManyRows } from "./errors.ts";
export { withSubTeams } from "./filters.ts";
export { type FiscalPattern, fiscalPatterns } from "./fiscal.ts";
export type { ForecastMethod } from "./forecast/back-test.ts";
export type { Forecast, ForecastPoint, ForecastReason } from "./forecast/forecast.ts";
export { forecastMethodText } from "./forecast/forecast-texts.ts";
export { type ForecastQuestion, isForecastable, queryForecast } from "./forecast/query-forecast.ts";
export { type CheckPoint, queryCheckPoints } from "./goals/check-points.ts";
export { checkGoalFilter, formatGoalFilter, goalWhere } from "./goals/filter.ts";
export { queryGoalChildren, queryGoals, queryGoalsById } from "./goals/query-goals.ts";
export { historyOf, queryGoalHistories } from "./goals/query-history.ts";
export { queryGoalParts } from "./goals/query-parts.ts";
export { queryStandings } from "./goals/query-standings.ts";
export {
  type Goal,
  type GoalFilter,
  type GoalHistory,
  type GoalLevel,
  type GoalOrder,
  type GoalParts,
  type GoalStanding,
  type GoalStatus,
  type GoalsQuestion,
  type GoalView,
  goalLevels,
} from "./goals/question.ts";
export { type SmartCheck, type SmartLetter, type SmartResult, smartChecks, smartLetters } from "./goals/smart.ts";
export { goalStatusText, smartLetterTexts } from "./goals/smart-texts.ts";
export { standingOf } from "./goals/standing.ts";
export { endingWithin, type HonourCycle } from "./honours/cycles.ts";
export { type Leaderboard, type LeaderboardRow, queryLeaderboard } from "./honours/query-leaderboard.ts";
export { queryWinners, type Winner } from "./honours/query-winners.ts";
export type { Contender } from "./honours/ranking.ts";
export { adjustments, type StatementLines } from "./incentives/adjustments.ts";
export {
  type Assignment,
  type Membership,
  type PlanDays,
  type PlanQuestion,
  planDaysOf,
} from "./incentives/assignments.ts";
export { canonicalInput, canonicalJson } from "./incentives/canonical.ts";
export { checkAssignments, checkVersions } from "./incentives/check-overlaps.ts";
export {
  comparePay,
  type PayChange,
  type PayComparison,
  type PayCost,
  type PersonPay,
} from "./incentives/compare-pay.ts";
export { type ClosedRange, clipDays, countDays, type DayRange } from "./incentives/day-ranges.ts";
export { amountText, type DecimalText, minorPlaces, sumOfAmounts } from "./incentives/decimals.ts";
export { lastTeam, type PayCompany, type Person, type TeamTree, teamTree } from "./incentives/facts/company.ts";
export { type PayInputsQuestion, type PersonPeriod, queryPayInputs } from "./incentives/facts/query-pay-inputs.ts";
export { type PayOrder, type PayOrdersQuestion, queryPayOrders } from "./incentives/facts/query-pay-orders.ts";
export { rewardPlanId } from "./incentives/facts/reward-plan.ts";
export { dealFor, type HypotheticalDeal } from "./incentives/hypothetical-deal.ts";
export { type NextTier, nextTier } from "./incentives/next-tier.ts";
export { parsePlan, planFaults } from "./incentives/parse-plan.ts";
export { payPeriod, payPeriods } from "./incentives/pay-period.ts";
export type {
  Accumulation,
  Allowance,
  AmountTier,
  Basis,
  Bonus,
  BonusShare,
  Cap,
  Commission,
  Component,
  ComponentKind,
  CountedWhen,
  Draw,
  Override,
  Plan,
  RateTable,
  RateTier,
  SalesFilter,
  Spiff,
  Threshold,
  TierMeasure,
} from "./incentives/plan.ts";
export { type Target, targetWithin } from "./incentives/prorate.ts";
export { componentKindLabel, incentiveReasonText, lineTypeLabel } from "./incentives/reason-texts.ts";
export { type ClosedStatement, type DueStatement, factsText, settle } from "./incentives/settle.ts";
export { bonusSpan, spanOf } from "./incentives/spans.ts";
export {
  type ComponentInput,
  type CountInput,
  type GoalInput,
  type IncentiveState,
  type LineReason,
  type LineType,
  noState,
  type PayPeriod,
  type PeriodInput,
  type PeriodResult,
  type Portion,
  type ReasonKind,
  type ReturnInput,
  type SalesInput,
  type SalesState,
  type SoldPeriod,
  type StatementLine,
  type TeamMember,
} from "./incentives/statement.ts";
export type { WarningKind } from "./incentives/warning-texts.ts";
export { type PlanWarning, warningsOf } from "./incentives/warnings.ts";
export { type Deal, type DealPay, payOfDeal } from "./incentives/what-if.ts";
export {
  type CompetitorTopic,
  type GridFigure,
  type GridQuestion,
  type GridRow,
  queryGrid,
} from "./market/competitors/query-grid.ts";
export {
  type CompetitorMoveKind,
  type MoveEffect,
  type MovesQuestion,
  queryMoves,
} from "./market/competitors/query-moves.ts";
export {
  type Concentration,
  type MarketConcentration,
  type MarketShare,
  queryConcentration,
  queryShares,
  type SharesQuestion,
} from "./market/competitors/query-shares.ts";
export { queryDemandTrends } from "./market/demand/query-trends.ts";
export { queryUnmetNeeds } from "./market/demand/query-unmet.ts";
export type {
  DemandDirection,
  DemandOrigin,
  DemandTrend,
  DemandTrends,
  UnmetNeed,
  UnmetReason,
} from "./market/demand/question.ts";
export type { AdviceTopic, EconomicAdvice } from "./market/economy/advice.ts";
export { economicPhaseText, economicSignalText, sensitivityText } from "./market/economy/economy-texts.ts";
export type { EconomicPhase, EconomicSignal } from "./market/economy/phase.ts";
export { type Economy, type EconomyQuestion, queryEconomy } from "./market/economy/query-economy.ts";
export { type EconomicReading, type EconomicRule, economicThresholds } from "./market/economy/readings.ts";
export type { LagCorrelation, Sensitivity } from "./market/economy/sensitivity.ts";
export { type AroundReason, aroundReasonText, type SalesAround } from "./market/sales-around.ts";
export {
  type ChannelMix,
  type ChannelMixQuestion,
  type ChannelShare,
  type ChannelShift,
  type MixGrain,
  queryChannelMix,
} from "./market/technology/query-channel-mix.ts";
export {
  type AdoptionReason,
  adoptionReasonText,
  queryTechnologies,
  type StageSince,
  type TechnologiesQuestion,
  type Technology,
  type TechnologyStage,
} from "./market/technology/query-technologies.ts";
export { bothFilters } from "./metrics/both-filters.ts";
export {
  additivityOf,
  builtInCatalog,
  type Catalog,
  type CatalogExtension,
  createCatalog,
  dimensionsOf,
} from "./metrics/catalog.ts";
export { checkExtension } from "./metrics/check-extension.ts";
export { checkFirst, filterName } from "./metrics/check-question.ts";
export type { Locale, MetricDefinition, MetricId, Text, Unit } from "./metrics/definition.ts";
export type { DimensionDefinition, DimensionId, EntityKind } from "./metrics/dimensions.ts";
export {
  type DimensionInput,
  type DimensionPlace,
  defineConfig,
  defineDimension,
  defineFact,
  defineMetric,
  type FactInput,
  type MetricInput,
} from "./metrics/extension.ts";
export { type Fact, factSources, facts, type OpenSource } from "./metrics/facts.ts";
export {
  add,
  divide,
  type Formula,
  multiply,
  type Operand,
  subtract,
  unlessAny,
  whereEnough,
} from "./metrics/formula.ts";
export type { EngineRow, MetricRows } from "./metrics/metric-rows.ts";
export { queryNames } from "./metrics/names.ts";
export { type FactRow, type FactRowsQuestion, queryFacts } from "./metrics/query-facts.ts";
export { queryMetric } from "./metrics/query-metric.ts";
export { queryMetricRows, queryMetrics } from "./metrics/query-metrics.ts";
export type {
  MetricAnswerRow,
  MetricCard,
  MetricCardPoint,
  MetricCardQuestion,
  MetricCondition,
  MetricDay,
  MetricFilter,
  MetricOrder,
  MetricQuestion,
  MetricReading,
  MetricTop,
  Reading,
  ValueFilter,
} from "./metrics/question.ts";
export { comparedWith, readAs } from "./metrics/readings.ts";
export { tryExtension } from "./metrics/try-extension.ts";
export {
  type ActivityEffect,
  type ActivityEffectQuestion,
  type ActivityEffects,
  type ActivityOfRep,
  type ActivityResult,
  activityResults,
  type InteractionKind,
  queryActivityEffect,
} from "./people/activity-effect.ts";
export type { Correlation } from "./people/correlation.ts";
export {
  type Hiring,
  type HiringFunnelStage,
  type HiringQuestion,
  type HiringSource,
  type HiringStage,
  hiringStages,
  type MedianDays,
} from "./people/hiring.ts";
export { activityResultLabel, budgetStateText, hiringStageLabel, scoreMeasureLabel } from "./people/people-texts.ts";
export { queryHiring } from "./people/query-hiring.ts";
export { queryScorecards } from "./people/query-scorecards.ts";
export {
  fewestPeers,
  type PeerGroup,
  type PeerStanding,
  type Score,
  type Scorecard,
  type ScorecardsQuestion,
  type ScoreMeasure,
  scoreMeasures,
} from "./people/scorecard.ts";
export {
  fewestTrained,
  queryTrainingEffect,
  type TrainingEffect,
  type TrainingQuestion,
} from "./people/training-effect.ts";
export {
  queryTurnover,
  type Turnover,
  type TurnoverFigures,
  type TurnoverQuestion,
  type TurnoverRow,
} from "./people/turnover.ts";
export { type Bucket, bucketsOf, type Period, type PeriodShape, parsePeriod, periodForms } from "./period.ts";
export type { StageImprovement } from "./pipeline/improvements.ts";
export type { StuckLimit } from "./pipeline/open-deal-sql.ts";
export { pipelineForecastReasonText, tooFewWonText } from "./pipeline/pipeline-texts.ts";
export { type PipelineCoverage, type PlanMonth, queryPipelineCoverage } from "./pipeline/query-coverage.ts";
export { type Funnel, type FunnelStage, queryFunnel } from "./pipeline/query-funnel.ts";
export {
  type BoardColumn,
  type OpenDeal,
  type PipelineBoard,
  queryPipelineBoard,
  queryStuckDeals,
  type StuckDeals,
} from "./pipeline/query-open-deals.ts";
export { type PipelineForecast, queryPipelineForecast } from "./pipeline/query-pipeline-forecast.ts";
export { queryStages } from "./pipeline/query-stages.ts";
export {
  queryWinLoss,
  type WinLoss,
  type WinLossFigures,
  type WinLossGroup,
  type WinLossRow,
  winLossGroups,
} from "./pipeline/query-win-loss.ts";
export type { Stage, Stages } from "./pipeline/question.ts";
export type {
  ForecastTest,
  PipelineForecastReason,
  StageForecast,
} from "./pipeline/stage-forecast.ts";
export type { MetricRule, RuleCondition, RuleEvidence, RuleFigure, RuleTopic } from "./rules/metric-rule.ts";
export { everything, type Scope } from "./scope.ts";
export { suggest } from "./suggest.ts";
export { querySwot, querySwotChange, type Swot, type SwotChange, type SwotQuestion } from "./swot/query-swot.ts";
export type { SwotQuadrant, SwotRule, SwotSettings } from "./swot/rules.ts";
export type { SwotStatement } from "./swot/statement.ts";
export {
  type ColumnType,
  type Warehouse,
  type WarehouseDb,
  type WarehouseTable,
  warehouseTables,
} from "./warehouse.ts";
