import type { Text } from "../metrics/definition.ts";
import { fewestWon } from "./open-deal-sql.ts";
import { fewestSeen, fewestTests, type PipelineForecastReason } from "./stage-forecast.ts";

/** Why there is no forecast, in words. */
export function pipelineForecastReasonText(reason: PipelineForecastReason): Text {
  return forecastReasons[reason];
}

/** Why no deal in a stage is called stuck, in words. */
export const tooFewWonText: Text = {
  en: `Fewer than ${fewestWon} deals that were in this stage have been won: too few to say how long is long.`,
  "zh-CN": `经过该阶段的赢单不足 ${fewestWon} 个，尚不足以判断停留多久算长。`,
};

const forecastReasons: Readonly<Record<PipelineForecastReason, Text>> = {
  OVER: { en: "The period is over.", "zh-CN": "该期间已结束。" },
  NO_DEALS: { en: "No deal is open whose stage is known.", "zh-CN": "没有阶段已知的进行中商机。" },
  TOO_FEW_DEALS: {
    en: `Fewer than ${fewestSeen} deals were seen in one of the stages at past month ends whose days are over: too few for a rate.`,
    "zh-CN": `某个阶段在过往月末（且随后的天数已满）不足 ${fewestSeen} 个商机，尚不足以计算赢单比例。`,
  },
  TOO_FEW_TESTS: {
    en: `It could be tried at fewer than ${fewestTests} past month ends, so nobody knows how far off it would be.`,
    "zh-CN": `可用于回测的过往月末不足 ${fewestTests} 个，无法得知其误差。`,
  },
};
