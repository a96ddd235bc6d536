import { type Component, type Plan, rewardPlanId, type Text } from "@salesglass/core";
import DataLoader from "dataloader";
import type { Context } from "../../context.ts";

/** A component of a version of a plan, by their keys. */
export interface ComponentKey {
  readonly plan: string;
  readonly version: number;
  readonly component: string;
}

const byRequest = new WeakMap<Context, DataLoader<string, Plan | null>>();

/** A version of a plan as the record has it; null for one that was deleted, and for the rewards of goals. */
function planVersion(context: Context, plan: string, version: number): Promise<Plan | null> {
  const known = byRequest.get(context);
  const loader =
    known ??
    new DataLoader<string, Plan | null>(async (keys) => {
      const plans = keys.map((key) => JSON.parse(key) as [string, number]);
      const rows = await context.prisma.planVersion.findMany({
        where: { OR: plans.map(([plan, version]) => ({ plan, version })) },
        select: { plan: true, version: true, document: true },
      });
      const documents = new Map(
        rows.map((row) => [JSON.stringify([row.plan, row.version]), row.document as unknown as Plan]),
      );
      return keys.map((key) => documents.get(key) ?? null);
    });
  byRequest.set(context, loader);
  return loader.load(JSON.stringify([plan, version]));
}

/** What people call a plan; its key where it is no more. */
export async function planLabel(context: Context, { plan, version }: ComponentKey): Promise<Text> {
  if (plan === rewardPlanId) return { en: "Rewards of goals", "zh-CN": "目标奖励" };
  return (await planVersion(context, plan, version))?.label ?? { en: plan, "zh-CN": plan };
}

const goalNames = new WeakMap<Context, DataLoader<string, string | null>>();

/** What people call a component; of a reward the goal's name. */
export async function componentLabel(context: Context, key: ComponentKey): Promise<Text> {
  const { plan, component } = key;
  if (plan !== rewardPlanId) {
    return (await componentOf(context, key))?.label ?? { en: component, "zh-CN": component };
  }
  const loader =
    goalNames.get(context) ??
    new DataLoader<string, string | null>(async (keys) => {
      const goals = await context.prisma.goal.findMany({
        where: { externalId: { in: [...keys] } },
        select: { externalId: true, name: true },
      });
      const names = new Map(goals.map(({ externalId, name }) => [externalId, name]));
      return keys.map((one) => names.get(one) ?? null);
    });
  goalNames.set(context, loader);
  const name = (await loader.load(component)) ?? component;
  return { en: name, "zh-CN": name };
}

async function componentOf(context: Context, { plan, version, component }: ComponentKey): Promise<Component | null> {
  const found = await planVersion(context, plan, version);
  return found?.components.find(({ id }) => id === component) ?? null;
}
