import DataLoader from "dataloader";
import type { Context } from "../../context.ts";
import type { ServiceCase, SurveyResponse } from "../../generated/prisma/client.ts";
import { customersInCare } from "../record-scope.ts";

/** Records of feedback by their ids, in scope: those of one moment are read together, null where there is none. */
interface FeedbackRecords {
  readonly responses: DataLoader<number, SurveyResponse | null>;
  readonly cases: DataLoader<number, ServiceCase | null>;
}

const byRequest = new WeakMap<Context, FeedbackRecords>();

/** The loaders of a request. */
export function feedbackRecords(context: Context): FeedbackRecords {
  const known = byRequest.get(context) ?? loadersOf(context);
  byRequest.set(context, known);
  return known;
}

function loadersOf({ prisma, viewer }: Context): FeedbackRecords {
  const customer = { AND: [customersInCare(viewer.scope)] };
  const found = (ids: readonly number[]) => ({ where: { id: { in: [...ids] }, customer } });
  return {
    responses: loader((ids) => prisma.surveyResponse.findMany(found(ids))),
    cases: loader((ids) => prisma.serviceCase.findMany(found(ids))),
  };
}

function loader<T extends { readonly id: number }>(read: (ids: readonly number[]) => Promise<T[]>) {
  return new DataLoader<number, T | null>(async (ids) => {
    const byId = new Map((await read(ids)).map((record) => [record.id, record]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
