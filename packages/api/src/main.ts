import { Command, CommanderError, Option } from "commander";
import type { TokenOptions } from "./commands/token.ts";
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
  SALESGLASS_JWT_SECRET       what access tokens are signed with (HS256, 32 or more random bytes); without it, or
                              SALESGLASS_JWKS_URL, the server answers this machine only
  SALESGLASS_JWT_PREVIOUS_SECRET  the one before, while it is being replaced
  SALESGLASS_JWKS_URL         where an identity provider publishes its keys, for tokens signed with RS256 or ES256
  SALESGLASS_JWT_ISSUER, SALESGLASS_JWT_AUDIENCE  what tokens must name as such (default salesglass)
  SALESGLASS_COST_PER_MINUTE  what one subject of tokens may ask in a minute (default 300000; a question over the sales costs 200)
  SALESGLASS_QUERY_SECONDS    how long the engine may take for one question before it is cancelled (default 30)
  SALESGLASS_WEBHOOK_URL      where alerts are sent, signed with SALESGLASS_WEBHOOK_SECRET (whsec_ and 24 or more bytes in base64)
  SALESGLASS_WEBHOOK_PRIVATE  allow, where that is an address within the own network (default refuse)
  SALESGLASS_METRICS_PORT     a port of its own for /metrics, which then needs no token; SALESGLASS_METRICS_HOST (default 127.0.0.1)
  SALESGLASS_SHUTDOWN_GRACE   seconds, 0–5, for which new requests are still taken after SIGTERM (default 1)
  OTEL_EXPORTER_OTLP_ENDPOINT where traces are sent; OpenTelemetry's other variables mean what they always mean
  LOG_LEVEL                   silent, error, warn (default), info (one line a request), debug

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
  .command("token")
  .description("sign an access token, to try what it shows: a page's own server signs them otherwise")
  .requiredOption("--role <role>", "EXECUTIVE, ANALYST, ADMIN, MANAGER, REP or EMBED")
  .option("--sub <name>", "who it is for, as the log names them", "trial")
  .option("--teams <ids>", "of a manager or a page: the teams' keys in the source system, separated by commas", list)
  .option("--rep <id>", "of a rep or a page: the rep's key; of a manager: who they are themselves")
  .option("--company", "of a page: it shows the whole company")
  .option("--origin <origin>", "of a page: where it is, such as https://intranet.example.com")
  .option("--widgets <names>", "of a page: the elements that it shows, such as kpi-card,rfm-matrix", list)
  .option("--documents <names>", "of a page: stored documents that it may run, by name", list)
  .option(
    "--where <json>",
    'of a page: a filter that is added to every question, such as \'{"region":{"in":["North"]}}\'',
  )
  .option("--minutes <number>", "how long it holds (a page's at most 10, others 60 unless said)")
  .action((options: TokenOptions) =>
    run(async (config) => {
      const { tokenCommand } = await import("./commands/token.ts");
      return tokenCommand(config, options);
    }),
  );

const key = program
  .command("key")
  .description("API keys, with which BI tools read (HTTP Basic, the key as the password)");

key
  .command("create")
  .description("make a key and print it; it is shown only now")
  .requiredOption("--name <name>", "what it is for, such as 'Power BI'")
  .option("--role <role>", "EXECUTIVE, ANALYST, MANAGER or REP", "ANALYST")
  .option("--teams <ids>", "of a manager: the teams' keys in the source system, separated by commas", list)
  .option("--rep <id>", "of a rep: the rep's key in the source system")
  .option("--expires <day>", "the last day on which it holds, such as 2030-12-31")
  .action((options: { name: string; role: string; teams?: string[]; rep?: string; expires?: string }) =>
    run(async (config) => {
      const { createKeyCommand } = await import("./commands/key.ts");
      return createKeyCommand(config, options);
    }),
  );

key
  .command("list")
  .description("all keys: for whom, since when, until when, and when they were last used")
  .option("--json", "print them as JSON")
  .action((options: { json?: boolean }) =>
    run(async (config) => {
      const { listKeysCommand } = await import("./commands/key.ts");
      return listKeysCommand(config, { json: options.json === true });
    }),
  );

key
  .command("revoke")
  .description("make a key worthless from the next request on; it can't be undone")
  .argument("<name>", "what it is called")
  .action((name: string) =>
    run(async (config) => {
      const { revokeKeyCommand } = await import("./commands/key.ts");
      return revokeKeyCommand(config, name);
    }),
  );

program
  .command("backup")
  .description("write the embedded record of this moment to a file that only you can read, also while it is served")
  .argument("<file>", "such as salesglass-2026-03-31.backup; one that is there is replaced when the new one is whole")
  .option("--json", "print what it holds as JSON")
  .action((file: string, options: { json?: boolean }) =>
    run(async (config) => {
      const { backupCommand } = await import("./commands/backup.ts");
      return backupCommand(config, file, { json: options.json === true });
    }),
  );

program
  .command("restore")
  .description("put a backup in the place of the embedded record, or into an empty PostgreSQL database")
  .argument("<file>", "what `salesglass backup` wrote")
  .option("--dry-run", "check the file and say what would be done, but change nothing")
  .option("--yes", "replace a record that holds data without asking")
  .option("--json", "print what was restored as JSON")
  .action((file: string, options: { dryRun?: boolean; yes?: boolean; json?: boolean }) =>
    run(async (config) => {
      const { restoreCommand } = await import("./commands/restore.ts");
      const { dryRun = false, yes = false, json = false } = options;
      return restoreCommand(config, file, { dryRun, yes, json });
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

/** Texts separated by commas. */
function list(text: string): string[] {
  return text.split(",").map((part) => part.trim());
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
