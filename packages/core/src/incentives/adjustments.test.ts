import { describe, expect, it } from "vitest";
import { adjustments } from "./adjustments.ts";
import { canonicalInput, canonicalJson } from "./canonical.ts";
import { componentKindLabel, incentiveReasonText, lineTypeLabel } from "./reason-texts.ts";
import type { LineReason } from "./statement.ts";
import { noState } from "./statement.ts";
import { commission, inputOf, month, paySalesOf, planWith } from "./testing/plans.ts";

const plan = planWith(commission({ rate: 0.1 }));
const statements = (bases: readonly number[]) =>
  paySalesOf(plan, bases).map(({ lines }, index) => ({ period: month(index + 1).key, lines }));

describe("adjustments", () => {
  it("are what was due less what was paid, by period and component, and none where nothing has changed", () => {
    const closed = statements([1000, 500]);
    expect(adjustments(closed, statements([1000, 500, 700]), "USD")).toEqual([]);
    expect(adjustments(closed, statements([750, 500, 700]), "USD")).toMatchObject([
      {
        type: "ADJUSTMENT",
        plan: "plan",
        component: "sales",
        period: "2024-01",
        amount: "-25.00",
        portions: [],
        reasons: [{ kind: "ADJUSTED", period: "2024-01", due: "75.00", paid: "100.00" }],
      },
    ]);
  });

  it("count those that were made before", () => {
    const first = adjustments(statements([1000]), statements([750]), "USD");
    const closed = statements([1000, 500]);
    const [january, february] = closed as [(typeof closed)[0], (typeof closed)[0]];
    const again = [january, { ...february, lines: [...february.lines, ...first] }];
    expect(adjustments(again, statements([750, 500]), "USD")).toEqual([]);
    expect(adjustments(again, statements([800, 500]), "USD")).toMatchObject([{ period: "2024-01", amount: "5.00" }]);
  });

  it("take back all of a component that is no longer paid", () => {
    const [january] = statements([1000]);
    expect(adjustments([january!], [{ period: "2024-01", lines: [] }], "USD")).toMatchObject([{ amount: "-100.00" }]);
  });
});

describe("canonicalInput", () => {
  it("is the same for the same facts however they are written, and another for others", () => {
    const text = (basis: string, more: object = {}) =>
      canonicalInput(plan, inputOf(1, { sales: { basis, ...more } }), noState);
    expect(text("100.50")).toBe(text("100.5", { quota: undefined }));
    expect(text("100.50")).not.toBe(text("100.51"));
    expect(text("1", { quota: "2.0" })).toBe(text("1", { quota: "2" }));
    const other = canonicalInput({ ...plan, version: 2 }, inputOf(1, { sales: { basis: "1" } }), noState);
    expect(other).not.toBe(text("1"));
    const team = [
      { id: "2", days: 1 },
      { id: "1", days: 2 },
    ];
    expect(text("1", { team })).toBe(text("1", { team: [...team].reverse() }));
  });

  it("orders fields and leaves out those without a value", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  });
});

describe("reasons in words", () => {
  it("say the figures in both languages", () => {
    const text = (reason: LineReason) => incentiveReasonText(reason, "EUR");
    expect(text({ kind: "PRORATED", days: 15, of: 30 })).toEqual({
      en: "By days: 15 of 30.",
      "zh-CN": "按天折算：30 天中的 15 天。",
    });
    expect(text({ kind: "RETURNED", period: "2024-01", basis: "-1250", rate: "0.085" }).en).toBe(
      "-1,250 of 2024-01 came back, and had been paid at 8.5%.",
    );
    expect(text({ kind: "CAP", cap: "100.00", earned: "150.00", paidBefore: "0.00", excess: "CARRIED" }).en).toBe(
      "€150.00 was earned and the cap is €100.00. What is above is paid when there is room.",
    );
    expect(text({ kind: "DRAWN", minimum: "1000.00", earned: "700.00", recoverable: true, balance: "800.00" })).toEqual(
      {
        en: "€1,000.00 is guaranteed; €700.00 was earned. €800.00 is owed in all.",
        "zh-CN": "最低保障 €1,000.00，应得 €700.00。累计尚欠 €800.00。",
      },
    );
  });

  it("are there for every line that a busy plan pays, and so are labels", () => {
    const busy = planWith(
      commission({
        rate: 0.1,
        accumulate: "YEAR",
        threshold: { by: "AMOUNT", at: 500 },
        cap: { amount: 90, excess: "CARRIED" },
      }),
    );
    for (const { lines } of paySalesOf(busy, [100, 500, 600, 100])) {
      for (const { reasons, kind, type } of lines) {
        const texts = [
          ...reasons.map((reason) => incentiveReasonText(reason, "USD")),
          componentKindLabel(kind),
          lineTypeLabel(type),
        ];
        expect(reasons.length).toBeGreaterThan(0);
        for (const { en, "zh-CN": zh } of texts) {
          expect(en).toMatch(/^[A-Z$\d-]/);
          expect(zh).toMatch(/[\u4e00-\u9fff]/);
        }
      }
    }
  });
});
