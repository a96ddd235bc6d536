import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";

/** Values that arguments can have, by the name of their type or of the argument. */
export interface Samples {
  readonly [typeOrArgument: string]: readonly string[];
}

/** Picks a number from 0 up to, but not, `below`. */
export type Random = (below: number) => number;

const deepest = 3;
const widest = 14;

/**
 * Writes a query for one field of the schema's root: some of its arguments, with values that may fit, and some of all
 * that it answers. What comes out is not always valid, as with people who ask.
 *
 * @example randomQuery(schema, "metrics", samples, random) // "{ metrics(period: \"2024\") { revenue month } }"
 */
export function randomQuery(schema: GraphQLSchema, root: string, samples: Samples, random: Random): string {
  const field = schema.getQueryType()!.getFields()[root]!;
  return `{ ${fieldText(schema, field, samples, random, 0)} }`;
}

function fieldText(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  samples: Samples,
  random: Random,
  depth: number,
): string {
  const given = field.args.flatMap((argument) => argumentText(argument, samples, random));
  const selection = selectionText(schema, field.type, samples, random, depth);
  return `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${selection ?? ""}`;
}

function argumentText(argument: GraphQLArgument, samples: Samples, random: Random): string[] {
  if (!isNonNullType(argument.type) && random(3) > 0) return [];
  if (isNonNullType(argument.type) && argument.defaultValue !== undefined && random(2) > 0) return [];
  return [`${argument.name}: ${valueText(argument.name, argument.type, samples, random, 0)}`];
}

function valueText(name: string, type: GraphQLInputType, samples: Samples, random: Random, depth: number): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = nullable.ofType as GraphQLInputType;
    return `[${Array.from({ length: 1 + random(2) }, () => valueText(name, item, samples, random, depth)).join(", ")}]`;
  }
  const kind = getNamedType(type);
  if (isInputObjectType(kind)) {
    const fields = Object.values(kind.getFields());
    const wanted = new Set(Array.from({ length: depth > 1 ? 0 : 1 + random(2) }, () => fields[random(fields.length)]!));
    for (const field of fields) if (isNonNullType(field.type) && field.defaultValue === undefined) wanted.add(field);
    return `{ ${[...wanted].map((field) => `${field.name}: ${valueText(`${name}.${field.name}`, field.type, samples, random, depth + 1)}`).join(", ")} }`;
  }
  const path = name.split(".");
  const known = path.map((part) => samples[part]).findLast((list) => list !== undefined) ?? samples[kind.name];
  if (isEnumType(kind)) {
    const values = kind.getValues();
    return samples[kind.name]?.[random(samples[kind.name]!.length)] ?? values[random(values.length)]!.name;
  }
  if (kind.name === "Boolean") return random(2) === 0 ? "true" : "false";
  if (kind.name === "Int") return String(1 + random(9));
  if (kind.name === "Float") return String(random(1000));
  if (!known) throw new Error(`no sample for ${name}: ${kind.name}`);
  return JSON.stringify(known[random(known.length)]);
}

function selectionText(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  samples: Samples,
  random: Random,
  depth: number,
): string | undefined {
  const kind = getNamedType(type);
  if (isLeafType(kind)) return undefined;
  if (isUnionType(kind) || isInterfaceType(kind)) {
    const types = schema.getPossibleTypes(kind);
    const parts = types.map((one) => `... on ${one.name} ${ownSelection(schema, one, samples, random, depth, true)}`);
    return ` { __typename ${parts.join(" ")} }`;
  }
  return ` ${ownSelection(schema, kind, samples, random, depth, false)}`;
}

function ownSelection(
  schema: GraphQLSchema,
  kind: GraphQLOutputType,
  samples: Samples,
  random: Random,
  depth: number,
  isPart: boolean,
): string {
  if (!isObjectType(kind)) throw new Error("not an object");
  const fields = Object.values(kind.getFields());
  const isLeaf = (field: GraphQLField<unknown, unknown>) => isLeafType(getNamedType(field.type));
  const plain = fields.filter(isLeaf);
  const chosen = shuffled(plain, random).slice(0, widest);
  // Parts of a union must not answer one name with two types.
  if (depth < deepest && !isPart) {
    const nested = fields.filter((field) => !isLeaf(field));
    const wanted = nested.filter(({ name }) => ["edges", "node", "rows", "nodes"].includes(name));
    chosen.push(
      ...wanted,
      ...shuffled(
        nested.filter((field) => !wanted.includes(field)),
        random,
      ).slice(0, 2),
    );
  }
  const texts = [...new Set(chosen)].map((field) =>
    fieldText(schema, field, samples, random, depth + (field.name === "edges" ? 0 : 1)),
  );
  return `{ __typename ${isPart ? "" : texts.join(" ")} }`;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return rest.flatMap(() => rest.splice(random(rest.length), 1));
}

/** Numbers that a seed decides (mulberry32), so that a failure can be seen again. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
