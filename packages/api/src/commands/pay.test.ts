import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Config, readConfig } from "../config.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { closeCommand } from "./close.ts";
import { planCommand } from "./plan.ts";

const example = fileURLToPath(new URL("../../../../examples/plans/startup-flat-rate.json", import.meta.url));
const asTyped = { active: true, confirm: false, endBefore: false, dryRun: false, json: false };

describe("salesglass plan and close", () => {
  let store: Store;
  let config: Config;
  let folder: string;
  const said: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "salesglass-plans-"));
    store = await testRecords()
      .find(({ name }) => name === "postgres")!
      .open();
    await fillSmallCompany(store);
    config = readConfig({ DATABASE_URL: store.url!, SALESGLASS_TODAY: "2024-07-15" });
    vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
  });
  beforeEach(() => void said.splice(0));
  afterAll(async () => {
    vi.restoreAllMocks();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const yaml = async (name: string, text: string) => {
    const file = join(folder, name);
    await writeFile(file, text);
    return file;
  };

  it("saves a plan from YAML or JSON, and says what it is now", async () => {
    const file = await yaml(
      "flat.yaml",
      "id: flat\nlabel: { en: Flat, zh-CN: 单一 }\ncurrency: EUR\nfrom: '2024-01-01'\ncomponents:\n  - { id: sales, kind: COMMISSION, label: { en: Sales, zh-CN: 销售 }, basis: REVENUE, rate: 10% }\n",
    );
    await planCommand(config, [file], { ...asTyped, dryRun: true });
    expect(said).toEqual([
      'Version 1 of plan "flat" is new: in force from 2024-01-01.',
      "Dry run: nothing was changed.",
    ]);
    await planCommand(config, [file, example], asTyped);
    await planCommand(config, [file], asTyped);
    expect(said.slice(2)).toEqual([
      'Version 1 of plan "flat" is new: in force from 2024-01-01.',
      'Version 1 of plan "startup-flat-rate" is new: in force from 2024-01-01.',
      'Version 1 of plan "flat" is as it was: in force from 2024-01-01.',
    ]);
  });

  it("says what is wrong with a file, and where", async () => {
    const broken = await yaml("broken.yaml", "id: [\n");
    await expect(planCommand(config, [broken], asTyped)).rejects.toThrow(/broken\.yaml: .*line 2/);
    await expect(planCommand(config, [join(folder, "none.yaml")], asTyped)).rejects.toThrow("no such file");
    const high = await yaml(
      "high.json",
      JSON.stringify({
        id: "high",
        label: { en: "High", "zh-CN": "高" },
        currency: "EUR",
        from: "2024-01-01",
        components: [
          { id: "sales", kind: "COMMISSION", label: { en: "Sales", "zh-CN": "销售" }, basis: "REVENUE", rate: "300%" },
        ],
      }),
    );
    await expect(planCommand(config, [high], asTyped)).rejects.toThrow(
      "high.json.components[0].rates.tiers[0].rate: 300 % of revenue is paid. Was 3 % meant? Say --confirm if it is meant.",
    );
    await planCommand(config, [high], { ...asTyped, confirm: true, dryRun: true });
    expect(said).toContainEqual(expect.stringContaining("Confirmed: components[0].rates.tiers[0].rate"));
  });

  it("closes a month after saying what it comes to, and refuses what isn't next", async () => {
    const { id } = await store.prisma.rep.findUniqueOrThrow({ where: { externalId: "ann" } });
    await store.prisma.planAssignment.create({
      data: { externalId: "1", plan: "flat", repId: id, startsOn: new Date("2024-06-01T00:00:00Z") },
    });
    await closeCommand(config, "2024-06", { dryRun: true, json: true });
    const planned = JSON.parse(said[0]!) as { statements: number; total: string };
    expect(planned).toMatchObject({ statements: 1, adjustments: 0, dryRun: true });
    expect(Number(planned.total)).toBeGreaterThan(0);
    await closeCommand(config, "2024-06", { dryRun: false, json: false });
    expect(said[1]).toBe(
      `2024-06: 1 statement, together EUR ${planned.total}.\nIt is closed, and its statements don't change any more.`,
    );
    await expect(closeCommand(config, "2024-06", { dryRun: false, json: false })).rejects.toThrow("was closed on");
    await expect(closeCommand(config, "2024-W10", { dryRun: false, json: false })).rejects.toThrow("is no month");
  });
});
