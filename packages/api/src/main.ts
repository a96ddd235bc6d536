import { Command, CommanderError, Option } from "commander";
import { type Config, readConfig } from "./config.ts";

// Each command loads only what it runs: help and a typing error answer at once.

/** Exit codes: everything done; done, but rows were rejected; not done. */
export type ExitCode = 0 | 1 | 2;

const settingsHelp = `
Settings (environment):
  DATABASE_URL                PostgreSQL 14 or later; without it the record is embedded in SALESGLASS_DATA
  SALESGLASS_DATA             folder of the embedded record and the warehouse's copy (default ./data)
  HOST, PORT                  where to listen (default 127.0.0.1, 4000)
  SALESGLASS_ENGINE           duckdb (default) or postgres
  SALESGLASS_TODAY            the company's today, for data that ends in the past, such as 2014-06-30
  SALESGLASS_ALLOWED_ORIGINS  origins of pages on other hosts that may query the server, separated by commas
  SALESGLASS_CONFIG           the company's own metrics and dimensions (default ./salesglass.config.ts where there is one)
  SALESGLASS_WEBHOOK_URL      where alerts are sent, signed with SALESGLASS_WEBHOOK_SECRET (whsec_ and 24 or more bytes in base64)
  SALESGLASS_WEBHOOK_PRIVATE  allow, where that is an address within the own network (default refuse)
  LOG_LEVEL                   silent, error, warn (default), info, debug

Exit codes: 0 done, 1 done but rows were rejected, 2 failed and nothing was changed.`;

const program = new Command("salesglass")
  .description("A company's sales, answered over GraphQL and shown as web components.")
  .showHelpAfterError("(salesglass --help explains the commands)")
  .addHelpText("after", settingsHelp)
  .exitOverride();

program
  .command("serve")
  .description("serve GraphQL, the widgets and a demo page")
  .option("--demo-if-empty", "fill an empty record with the demo company first")
  .action((options: { demoIfEmpty?: boolean }) =>
    run(async (config) => {
      const { serveCommand } = await import("./commands/serve.ts");
      return serveCommand(config, { demoIfEmpty: options.demoIfEmpty === true });
    }),
  );

program
  .command("import")
  .description("import a folder of files into the record, all or nothing")
  .argument("<folder>", "files named after our tables (orders.csv, customers.json, …), or any files with --map")
  .option("--map <folder>", "a folder of .sql files, one SELECT for each table, that map a foreign source")
  .option("--dry-run", "check everything and say what would change, but change nothing")
  .option(
    "--rejected <file>",
    "where rejected rows are written, with file, line, column, value and reason",
    "rejected.csv",
  )
  .option("--json", "print the summary as JSON")
  .action((folder: string, options: { map?: string; dryRun?: boolean; rejected: string; json?: boolean }) =>
    run(async (config) => {
      const { importCommand } = await import("./commands/import.ts");
      return importCommand(config, {
        folder,
        map: options.map,
        dryRun: options.dryRun === true,
        rejectedFile: options.rejected,
        json: options.json === true,
      });
    }),
  );

program
  .command("demo")
  .description("fill an empty record with a made-up company; the same seed gives the same company")
  .option("--lines <count>", "about how many order lines, such as 50k or 10m", "50k")
  .option("--seed <number>", "which company", "1")
  .option("--until <day>", "last day of its history (default: today)")
  .addOption(new Option("--json", "print the summary as JSON"))
  .action((options: { lines: string; seed: string; until?: string; json?: boolean }) =>
    run(async (config) => {
      const { demoCommand } = await import("./commands/demo.ts");
      return demoCommand(config, { ...options, json: options.json === true });
    }),
  );

const customer = program
  .command("customer")
  .description("what is owed to a person: hand out what is held on a customer, or erase it");

customer
  .command("export")
  .description("everything that is held on a customer, as one JSON document")
  .argument("<externalId>", "the customer's key in the source system")
  .option("--out <file>", "write it to a file that only you can read, instead of to stdout")
  .action((externalId: string, options: { out?: string }) =>
    run(async (config) => {
      const { exportCustomerCommand } = await import("./commands/customer.ts");
      return exportCustomerCommand(config, externalId, options);
    }),
  );

customer
  .command("erase")
  .description("make a customer unknown for good; no total changes. It can't be undone")
  .argument("<externalId>", "the customer's key in the source system")
  .option("--dry-run", "say what would be removed, and remove nothing")
  .option("--yes", "don't ask")
  .option("--json", "print what was removed as JSON")
  .action((externalId: string, options: { dryRun?: boolean; yes?: boolean; json?: boolean }) =>
    run(async (config) => {
      const { eraseCustomerCommand } = await import("./commands/customer.ts");
      return eraseCustomerCommand(config, externalId, {
        dryRun: options.dryRun === true,
        yes: options.yes === true,
        json: options.json === true,
      });
    }),
  );

program
  .command("plan")
  .description("save incentive plans, written as JSON or YAML; drafts pay nobody")
  .argument("<files...>", "one version of a plan each; examples are in examples/plans")
  .option("--active", "put them in force on their days")
  .option("--confirm", "warnings, such as a rate of 300 %, are read and meant")
  .option("--end-before", "end the version before on the day before, where it has no end")
  .option("--dry-run", "check everything and say what would change, but change nothing")
  .option("--json", "print what was saved as JSON")
  .action(
    (files: string[], options: Partial<Record<"active" | "confirm" | "endBefore" | "dryRun" | "json", boolean>>) =>
      run(async (config) => {
        const { planCommand } = await import("./commands/plan.ts");
        const { active = false, confirm = false, endBefore = false, dryRun = false, json = false } = options;
        return planCommand(config, files, { active, confirm, endBefore, dryRun, json });
      }),
  );

program
  .command("close")
  .description("close a month: its statements are what is paid, and never change. It can't be undone")
  .argument("<month>", "such as 2024-03; the next in order, when it is over")
  .option("--dry-run", "reckon everything and say what it comes to, but close nothing")
  .option("--json", "print what was closed as JSON")
  .action((month: string, options: { dryRun?: boolean; json?: boolean }) =>
    run(async (config) => {
      const { closeCommand } = await import("./commands/close.ts");
      return closeCommand(config, month, { dryRun: options.dryRun === true, json: options.json === true });
    }),
  );

program
  .command("migrate")
  .description("bring the record's schema up to date (serve and import do so by themselves)")
  .action(() =>
    run(async (config) => {
      const { migrateCommand } = await import("./commands/migrate.ts");
      return migrateCommand(config);
    }),
  );

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own message or help by now.
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}

async function run(command: (config: Config) => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command(readConfig(process.env));
  } catch (error) {
    const { explain } = await import("./commands/explain.ts");
    console.error(`salesglass: ${explain(error)}`);
    process.exitCode = 2;
  }
}
