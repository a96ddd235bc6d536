import { builder } from "../../builder.ts";
import { customersInScope } from "../record-scope.ts";
import { Customer } from "./customer.schema.ts";

builder.prismaObjectField(Customer, "referredBy", (t) =>
  t.prismaField({
    type: Customer,
    nullable: true,
    select: { referredById: true },
    description: "Who referred this customer, where the viewer may see them.",
    resolve: (query, { referredById }, _, { prisma, viewer }) =>
      referredById === null
        ? null
        : prisma.customer.findFirst({ ...query, where: { id: referredById, AND: [customersInScope(viewer.scope)] } }),
  }),
);
