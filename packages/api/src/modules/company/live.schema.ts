import { Repeater, SlidingBuffer } from "@repeaterjs/repeater";
import { builder } from "../../builder.ts";
import type { WarehouseService } from "../../warehouse/warehouse.ts";

type WarehouseState = ReturnType<WarehouseService["status"]>;

const WarehouseChange = builder.objectRef<WarehouseState>("WarehouseChange").implement({
  description: "A new state of the data that answers are computed from.",
  fields: (t) => ({
    version: t.exposeInt("version", { description: "Rises whenever the data changed." }),
    asOf: t.field({
      type: "DateTime",
      nullable: true,
      description: "The moment of the record that answers are of.",
      resolve: ({ asOf }) => asOf,
    }),
  }),
});

builder.subscriptionType({
  description: "What is told when it happens, as server-sent events.",
  authScopes: { viewer: true },
});

builder.subscriptionField("warehouseChanged", (t) =>
  t.field({
    type: WarehouseChange,
    description: "Tells the state of the data at once, and again whenever it changed: the moment to ask anew.",
    subscribe: (_, __, { warehouse }) => changesOf(warehouse),
    resolve: (state) => state,
  }),
);

/** Who reads slowly is told the latest state alone: what waits to be read must not grow. */
function changesOf(warehouse: WarehouseService): AsyncIterable<WarehouseState> {
  return new Repeater<WarehouseState>(async (push, stop) => {
    const leave = warehouse.onChange(() => void push(warehouse.status()));
    push(warehouse.status());
    await stop;
    leave();
  }, new SlidingBuffer(1));
}
