import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Rfm, RfmMember, RfmMemberPage, RfmQuestion } from "./question.ts";
export async function queryRfm(_db: WarehouseDb, _scope: Scope, _question: RfmQuestion): Promise<Rfm> { throw new Error("soon"); }
export async function queryRfmMembers(_db: WarehouseDb, _scope: Scope, _question: RfmQuestion, _page: RfmMemberPage): Promise<{ total: number; members: RfmMember[] }> { throw new Error("soon"); }
