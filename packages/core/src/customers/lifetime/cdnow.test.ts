import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { serialOf } from "../../days.ts";
import { expectedPurchasesOfNew } from "./expected-purchases.ts";
import { fitPurchases } from "./purchase-model.ts";
import { expectedSpend, fitSpend } from "./spend-model.ts";

const dataFolder =
  process.env.SALESGLASS_TEST_DATA ?? fileURLToPath(new URL("../../../../../../shared/data", import.meta.url));
const folder = `${dataFolder}/cdnow`;

/** Who bought at CDNOW, until the end of September 1997: what others found by other means. */
describe.skipIf(!existsSync(folder))("CDNOW (needs the data of SALESGLASS_TEST_DATA)", () => {
  const expected = () => JSON.parse(readFileSync(`${folder}/expected.json`, "utf8"));

  it("gives the published BG/NBD of the sample, in days as in weeks", async () => {
    const { r, alpha, a, b, log_likelihood } = expected().bg_nbd;
    const buyers = buyersOf(readFileSync(`${folder}/CDNOW_sample.txt`, "latin1"));
    const inWeeks = buyers.map((one) => ({ ...one, recency: one.recency / 7, age: one.age / 7 }));
    for (const { unit, histories } of [
      { unit: 7, histories: buyers },
      { unit: 1, histories: inWeeks },
    ]) {
      const fit = await found(fitPurchases(histories));
      expect(fit.parameters.r).toBeCloseTo(r, 4);
      expect(fit.parameters.alpha / unit).toBeCloseTo(alpha, 4);
      expect(fit.parameters.a).toBeCloseTo(a, 4);
      expect(fit.parameters.b).toBeCloseTo(b, 4);
      const repeats = histories.reduce((sum, { frequency }) => sum + frequency, 0);
      expect(fit.logLikelihood + repeats * Math.log(unit)).toBeCloseTo(log_likelihood, 2);
      expect(fit.steepestSlope).toBeLessThan(1e-8);
      const { t, expected: purchases, tolerance } = expected().bg_nbd_unconditional;
      for (const [index, weeks] of t.entries()) {
        expect(Math.abs(expectedPurchasesOfNew(fit.parameters, weeks * unit) - purchases[index])).toBeLessThan(
          tolerance,
        );
      }
    }
  });

  it("gives the published Gamma-Gamma of the sample", async () => {
    const { repeat_customers, p, q, v, log_likelihood, first_ten_expected_spend } = expected().gamma_gamma;
    const buyers = buyersOf(readFileSync(`${folder}/CDNOW_sample.txt`, "latin1"));
    const repeat = buyers.filter(({ frequency }) => frequency > 0);
    expect(repeat).toHaveLength(repeat_customers);
    const fit = await found(fitSpend(spendOf(repeat)));
    expect(fit.parameters.p).toBeCloseTo(p, 2);
    expect(fit.parameters.q).toBeCloseTo(q, 1);
    expect(fit.parameters.v).toBeCloseTo(v, 1);
    expect(fit.logLikelihood).toBeCloseTo(log_likelihood, 2);
    const first = buyers.slice(0, 10).map((buyer) => expectedSpend(fit.parameters, buyer).toFixed(2));
    expect(first.map(Number)).toEqual(first_ten_expected_spend);
  });

  it("fits all 23,570 customers just as well", async () => {
    const buyers = buyersOf(gunzipSync(readFileSync(`${folder}/CDNOW_master.txt.gz`)).toString("latin1"));
    expect(buyers).toHaveLength(23_570);
    const fit = await found(fitPurchases(buyers));
    const other = await found(fitPurchases(buyers, { starts: [{ r: 3, alpha: 3, a: 0.1, b: 0.1 }] }));
    expect(fit.steepestSlope).toBeLessThan(1e-8);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(other.parameters[name] / fit.parameters[name]).toBeCloseTo(1, 6);
    }
    const spend = await found(fitSpend(spendOf(buyers.filter(({ total }) => total > 0))));
    expect(spend.steepestSlope).toBeLessThan(1e-8);
  });
});

interface Buyer {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly total: number;
  readonly customers: 1;
}

/** As published: every day with a row is a purchase, a free one too. */
function buyersOf(text: string): Buyer[] {
  const end = serialOf("1997-09-30");
  const buyers = new Map<string, Map<number, number>>();
  for (const line of text.split(/\r?\n/)) {
    const found = /^\s*(\d+).*?\s(\d{4})(\d{2})(\d{2})\s+\d+\s+([\d.]+)\s*$/.exec(line);
    if (!found) continue;
    const [, id = "", year, month, dayOfMonth, amount] = found;
    const day = serialOf(`${year}-${month}-${dayOfMonth}`);
    if (day > end) continue;
    const days = buyers.get(id) ?? new Map<number, number>();
    buyers.set(id, days.set(day, (days.get(day) ?? 0) + Number(amount)));
  }
  return [...buyers.values()].map((days) => {
    const first = Math.min(...days.keys());
    const total = [...days].reduce((sum, [day, amount]) => (day === first ? sum : sum + amount), 0);
    const recency = Math.max(...days.keys()) - first;
    return { frequency: days.size - 1, recency, age: end - first, total, customers: 1 };
  });
}

function spendOf(repeat: readonly Buyer[]) {
  return {
    byFrequency: repeat.map(({ frequency }) => ({ frequency, customers: 1 })),
    byTotal: repeat.map(({ frequency, total }) => ({ total, customers: 1, days: frequency })),
  };
}

async function found<Fit extends object>(fit: Promise<Fit | string>): Promise<Fit> {
  const answer = await fit;
  if (typeof answer === "string") throw new Error(answer);
  return answer;
}
