import type { CodegenConfig } from "@graphql-codegen/cli";

/** A typed document for each operation in `src`, checked against the server's schema. */
const config: CodegenConfig = {
  schema: "../../packages/api/schema.graphql",
  documents: "src/**/*.graphql",
  emitLegacyCommonJSImports: false,
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        pureMagicComment: true,
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { Date: "string", DateTime: "string", Decimal: "string", JSON: "unknown", Period: "string" },
      },
    },
  },
};

export default config;
