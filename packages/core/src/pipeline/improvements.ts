/** How deals fared in a stage: what left it, and what of that went on. */
export interface StageRate {
  readonly wentOn: number;
  readonly lost: number;
}

export interface TeamStageRate extends StageRate {
  readonly teamId: number | null;
  readonly place: number;
}

/** What it would bring to lose fewer deals in a stage. */
export interface StageImprovement {
  readonly place: number;
  /** Of the deals that left the stage, the share that went on; null where none left it. */
  readonly rate: number | null;
  /** The team with the best rate among those with enough deals; null where none has enough. */
  readonly bestTeamId: number | null;
  readonly bestRate: number | null;
  /** What would have been won besides at the best team's rate; 0 where that is no better, null without one. */
  readonly gainAtBest: number | null;
  /** The same with ten percentage points more, at most 100 %. */
  readonly gainOfTenPoints: number | null;
}

/** Fewer deals that left a stage say nothing about a team's rate. */
const fewestOfTeam = 10;
const tenPoints = 0.1;

/**
 * Which stage is worth improving most: by what would have been won besides if it had kept as many deals as with the
 * company's best team, then by ten points more. A deal that is kept is taken to fare like the others from there on, and to
 * be as large: so the won amount grows as the stage's rate does.
 *
 * @example
 * stageImprovements([{ place: 1, wentOn: 50, lost: 50 }], [{ teamId: 4, place: 1, wentOn: 12, lost: 8 }], 1000)
 * // [{ place: 1, rate: 0.5, bestTeamId: 4, bestRate: 0.6, gainAtBest: 200, gainOfTenPoints: 200 }]
 */
export function stageImprovements(
  stages: readonly (StageRate & { readonly place: number })[],
  teams: readonly TeamStageRate[],
  wonAmount: number,
): StageImprovement[] {
  const improvements = stages.map(({ place, ...counts }): StageImprovement => {
    const rate = rateOf(counts);
    const best = teams
      .filter((team) => team.place === place && team.teamId !== null && team.wentOn + team.lost >= fewestOfTeam)
      .map((team) => ({ teamId: team.teamId, rate: rateOf(team)! }))
      .sort((a, b) => b.rate - a.rate || a.teamId! - b.teamId!)[0];
    const gain = (to: number) => (rate ? Math.max(0, wonAmount * (to / rate - 1)) : null);
    return {
      place,
      rate,
      bestTeamId: best?.teamId ?? null,
      bestRate: best?.rate ?? null,
      gainAtBest: best ? gain(best.rate) : null,
      gainOfTenPoints: rate === null ? null : gain(Math.min(1, rate + tenPoints)),
    };
  });
  const by = (value: number | null) => value ?? Number.NEGATIVE_INFINITY;
  const more = (a: number | null, b: number | null) => (by(a) === by(b) ? 0 : by(b) - by(a));
  return improvements.sort(
    (a, b) => more(a.gainAtBest, b.gainAtBest) || more(a.gainOfTenPoints, b.gainOfTenPoints) || a.place - b.place,
  );
}

function rateOf({ wentOn, lost }: StageRate): number | null {
  return wentOn + lost === 0 ? null : wentOn / (wentOn + lost);
}
