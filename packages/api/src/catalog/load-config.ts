import { basename } from "node:path";
import * as core from "@salesglass/core";
import { createJiti } from "jiti";
import { ConfigError } from "../config.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** A company's own catalogue, with the name of the file for messages. */
export interface CompanyConfig {
  readonly fileName: string;
  readonly extension: core.CatalogExtension;
}

/**
 * Reads a company's configuration, TypeScript or JavaScript, and checks all that can be checked without the data. In
 * it `@salesglass/core` is this process's own, so nothing has to be installed beside it.
 *
 * @throws ConfigError that lists every fault with its place
 * @example await loadCompanyConfig("/srv/sales/salesglass.config.ts")
 */
export async function loadCompanyConfig(file: string): Promise<CompanyConfig> {
  const fileName = basename(file);
  const loaded = await load(file, fileName);
  if (!("default" in loaded)) {
    throw faultsOf(fileName, ["has no default export, expected export default defineConfig({ metrics, dimensions })"]);
  }
  const faults = core.checkExtension(loaded.default);
  if (faults.length > 0) throw faultsOf(fileName, faults);
  return { fileName, extension: loaded.default as core.CatalogExtension };
}

/**
 * The catalogue with a company's own entries, each tried on the warehouse.
 *
 * @throws ConfigError that lists what the engine refuses, each with its place
 */
export async function companyCatalog(
  { fileName, extension }: CompanyConfig,
  { db }: Pick<WarehouseService, "db">,
): Promise<core.Catalog> {
  const faults = await core.tryExtension(db, extension);
  if (faults.length > 0) throw faultsOf(fileName, faults);
  return core.createCatalog(extension);
}

async function load(file: string, fileName: string): Promise<object> {
  const jiti = createJiti(import.meta.url, {
    virtualModules: { "@salesglass/core": core },
    // What it makes of the file is not worth a folder of its own.
    fsCache: false,
    interopDefault: false,
  });
  try {
    return await jiti.import<object>(file);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
    const isOwn = message.includes(file);
    const line = stack?.split("\n").find((frame) => frame.includes(`${file}:`));
    const place = isOwn ? undefined : line?.match(/:(\d+):\d+\)?$/)?.[1];
    const text = message
      .replaceAll(file, fileName)
      .replace(/\s*\n\s*/g, " ")
      .trim();
    throw faultsOf(fileName, [`${place ? `line ${place}: ` : ""}${text}`]);
  }
}

function faultsOf(fileName: string, faults: readonly string[]): ConfigError {
  const lines = faults.map((fault) => `  ${fileName}: ${fault}`);
  return new ConfigError(`the company's own catalogue is wrong:\n${lines.join("\n")}`);
}
