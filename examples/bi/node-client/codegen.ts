import type { CodegenConfig } from "@graphql-codegen/cli";

/** In a project of your own, the schema is the server's address or a copy of schema.graphql. */
const config: CodegenConfig = {
  schema: "../../../packages/api/schema.graphql",
  documents: "src/**/*.graphql",
  emitLegacyCommonJSImports: false,
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { Date: "string", DateTime: "string", Decimal: "string", Period: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
