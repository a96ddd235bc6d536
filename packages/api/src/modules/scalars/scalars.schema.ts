import { badInput, checkDay, periodForms } from "@salesglass/core";
import { builder } from "../../builder.ts";

builder.scalarType("Date", {
  description: "A day, such as `2024-03-31`.",
  parseValue: (value) => checkDay(textOf("Date", value, "a day such as 2024-03-31"), "Date"),
  // Prisma answers days as points in time at UTC midnight.
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
});

builder.scalarType("DateTime", {
  description: "A point in time, such as `2024-03-31T09:30:00.000Z`.",
  parseValue(value) {
    const text = textOf("DateTime", value, "a point in time such as 2024-03-31T09:30:00Z");
    if (Number.isNaN(Date.parse(text))) {
      throw badInput(`DateTime ${JSON.stringify(text)} is none, expected a point in time such as 2024-03-31T09:30:00Z`);
    }
    return text;
  },
  serialize: (value) => value.toISOString(),
});

builder.scalarType("Period", {
  description: `A stretch of days: ${periodForms}.`,
  parseValue: (value) => textOf("Period", value, `one of ${periodForms}`),
  serialize: (value) => value,
});

builder.scalarType("Decimal", {
  description: 'An exact decimal number as text, such as `"1234.50"`.',
  parseValue(value) {
    const text = textOf("Decimal", value, 'a decimal number as text such as "1234.50"');
    if (!/^-?\d+(\.\d+)?$/.test(text))
      throw badInput(`Decimal ${JSON.stringify(text)} is none, expected text such as "1234.50"`);
    return text;
  },
  serialize: (value) => value.toString(),
});

builder.scalarType("JSON", {
  description: "Any JSON value.",
  serialize: (value) => value,
});

function textOf(scalar: string, value: unknown, expected: string): string {
  if (typeof value === "string") return value;
  throw badInput(`${scalar} ${JSON.stringify(value)} is not text, expected ${expected}`);
}
