import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  valueFromASTUntyped,
} from "graphql";

/** What a stored document can be asked with in a URL. */
export interface Parameter {
  readonly name: string;
  /** As GraphQL writes it. */
  readonly type: string;
  readonly required: boolean;
  readonly default: unknown;
  /** The values of an enum, and the dimensions of `by`. */
  readonly values: readonly string[] | undefined;
  readonly inputType: GraphQLInputType | undefined;
}

/** What is wrong with a URL's parameters, naming what would be right. */
export class BadParameter extends Error {
  override readonly name = "BadParameter";
}

/**
 * A document's variables as parameters. `$first` and `$after` are called `limit` and `after`, and the switches
 * `$byMonth`, `$byChannel` … are one list, `by`.
 */
export function parametersOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Parameter[] {
  const parameters: Parameter[] = [];
  const by: { name: string; on: boolean }[] = [];
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = defaultValue && valueFromASTUntyped(defaultValue);
    if (/^by[A-Z]/.test(name)) {
      by.push({ name: switchOf(name), on: value === true });
      continue;
    }
    // The cast: the overloads of typeFromAST leave the general case out.
    const inputType = typeFromAST(schema, type as never) as unknown;
    const given = isInputType(inputType) ? inputType : undefined;
    const named = given && getNamedType(given);
    parameters.push({
      name: name === "first" ? "limit" : name,
      type: print(type),
      required: given !== undefined && isNonNullType(given) && defaultValue === undefined,
      default: value,
      values: isEnumType(named) ? named.getValues().map((each) => each.name) : undefined,
      inputType: given,
    });
  }
  if (by.length > 0) {
    parameters.push({
      name: "by",
      type: "[Dimension!]",
      required: false,
      default: by.filter(({ on }) => on).map(({ name }) => name),
      values: by.map(({ name }) => name),
      inputType: undefined,
    });
  }
  return parameters;
}

/** byFiscalMonth → fiscalMonth */
function switchOf(variable: string): string {
  return variable.charAt(2).toLowerCase() + variable.slice(3);
}

/**
 * The variables that a URL's parameters stand for.
 * @throws BadParameter naming the parameter, and the right ones
 */
export function variablesOf(parameters: readonly Parameter[], given: URLSearchParams): Record<string, unknown> {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const variables: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    const parameter = byName.get(name);
    if (!parameter)
      throw new BadParameter(`there is no parameter ${JSON.stringify(name)}, expected ${list([...byName.keys()])}`);
    const texts = given.getAll(name);
    if (name === "by" && !parameter.inputType) Object.assign(variables, switches(parameter, texts));
    else variables[name === "limit" ? "first" : name] = inputOf(parameter, texts);
  }
  const missing = parameters.find(({ name, required }) => required && !given.has(name));
  if (missing) throw new BadParameter(`the parameter ${missing.name} (${missing.type}) is missing`);
  return variables;
}

function switches({ values = [] }: Parameter, texts: readonly string[]): Record<string, boolean> {
  const wanted = texts.flatMap(split);
  const unknown = wanted.find((name) => !values.includes(name));
  if (unknown !== undefined)
    throw new BadParameter(`by=${unknown}: there is no such dimension here, expected some of ${list(values)}`);
  return Object.fromEntries(
    values.map((name) => [`by${name.charAt(0).toUpperCase()}${name.slice(1)}`, wanted.includes(name)]),
  );
}

function inputOf(parameter: Parameter, texts: readonly string[]): unknown {
  const { name, type, inputType } = parameter;
  const nullable = inputType && getNullableType(inputType);
  if (nullable && isListType(nullable)) {
    const item = getNamedType(nullable);
    if (isInputObjectType(item)) {
      if (texts.length === 1 && texts[0]!.trimStart().startsWith("[")) return fromJson(parameter, texts[0]!);
      return texts.map((text) => fromJson(parameter, text));
    }
    return texts.flatMap(split).map((text) => scalar(parameter, item, text));
  }
  if (texts.length > 1) throw new BadParameter(`${name} is given ${texts.length} times, expected one ${type}`);
  return scalar(parameter, nullable && getNamedType(nullable), texts[0]!);
}

function scalar(parameter: Parameter, type: ReturnType<typeof getNamedType> | undefined, text: string): unknown {
  const { name } = parameter;
  const wrong = (expected: string) => new BadParameter(`${name}=${text}: expected ${expected}`);
  if (isInputObjectType(type)) return fromJson(parameter, text);
  if (isEnumType(type)) {
    if (!type.getValue(text)) throw wrong(`one of ${list(type.getValues().map((value) => value.name))}`);
    return text;
  }
  if (type?.name === "Int") {
    if (!/^-?\d{1,10}$/.test(text)) throw wrong("a whole number");
    if (name === "limit" && !(Number(text) >= 1)) throw wrong("1 or more");
    return Number(text);
  }
  if (type?.name === "Float") {
    if (text.trim() === "" || !Number.isFinite(Number(text))) throw wrong("a number");
    return Number(text);
  }
  if (type?.name === "Boolean") {
    if (text !== "true" && text !== "false") throw wrong("true or false");
    return text === "true";
  }
  return text;
}

function fromJson({ name, type }: Parameter, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new BadParameter(`${name}=${text}: expected JSON of the type ${type}, such as {"region":{"in":["East"]}}`);
}

function split(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
