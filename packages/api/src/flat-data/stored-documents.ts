import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  Source,
  validate,
} from "graphql";
import { ConfigError } from "../config.ts";
import { isCacheable } from "../plugins/is-cacheable.ts";
import { type FlatList, flatListOf } from "./flat-list.ts";
import { type Paging, pagingOf } from "./paging.ts";
import { type Parameter, parametersOf } from "./parameters.ts";

/** A document that is asked by its name. */
export interface StoredDocument {
  readonly name: string;
  readonly description: { readonly en: string; readonly "zh-CN": string };
  readonly text: string;
  /** How its list is answered in parts, where it can be. */
  readonly paging: Paging | undefined;
  readonly operation: OperationDefinitionNode;
  readonly list: FlatList;
  readonly parameters: readonly Parameter[];
  /** Whether its answer changes with the warehouse's version alone. */
  readonly versioned: boolean;
}

export type StoredDocuments = ReadonlyMap<string, StoredDocument>;

/**
 * Reads the documents of some folders, `<name>.graphql` each; a later folder's take the place of an earlier one's.
 * @throws ConfigError that lists every fault with its file and line
 */
export function readDocuments(schema: GraphQLSchema, folders: readonly string[]): StoredDocuments {
  const documents = new Map<string, StoredDocument>();
  const faults: string[] = [];
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith(".graphql")) continue;
      const path = join(folder, file);
      try {
        const document = storedDocument(schema, path, readFileSync(path, "utf8"));
        documents.set(document.name, document);
      } catch (error) {
        faults.push(...faultsOf(path, error));
      }
    }
  }
  if (faults.length > 0) throw new ConfigError(`these stored documents are wrong:\n${faults.join("\n")}`);
  return documents;
}

function storedDocument(schema: GraphQLSchema, path: string, text: string): StoredDocument {
  const name = basename(path, ".graphql");
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new Error(`the name ${JSON.stringify(name)} doesn't fit in a URL, expected one such as sales-by-region`);
  const document = parse(new Source(text, path));
  const errors = validate(schema, document);
  if (errors.length > 0) throw new DocumentErrors(errors);
  const operation = onlyQuery(document);
  const list = flatListOf(schema, document, operation);
  const parameters = parametersOf(schema, operation);
  return {
    name,
    description: descriptionOf(text),
    text,
    paging: pagingOf(document, operation, list),
    operation,
    list,
    parameters,
    versioned: isCacheable(schema, document),
  };
}

function onlyQuery(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [first] = operations;
  if (operations.length !== 1 || first!.operation !== OperationTypeNode.QUERY)
    throw new Error(`it holds ${operations.length} operations, expected one query`);
  return first!;
}

/** The comment at the top: its Chinese lines, and the others. */
function descriptionOf(text: string): StoredDocument["description"] {
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith("#")) break;
    lines.push(line.replace(/^#+\s*/, ""));
  }
  const isChinese = (line: string) => /\p{Script=Han}/u.test(line);
  const en = lines.filter((line) => !isChinese(line)).join(" ");
  return { en, "zh-CN": lines.filter(isChinese).join("") || en };
}

class DocumentErrors extends Error {
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super();
    this.errors = errors;
  }
}

function faultsOf(path: string, error: unknown): string[] {
  if (error instanceof DocumentErrors) return error.errors.flatMap((each) => faultsOf(path, each));
  const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return [`  ${path}${line === undefined ? "" : `:${line}`}: ${message}`];
}
