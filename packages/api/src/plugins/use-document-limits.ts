import { GraphQLError, parse, type ValidationRule } from "graphql";
import type { Plugin } from "graphql-yoga";

/** How many tokens a document may have. */
export const maximalTokens = 1_500;

/** Bounds the text of a document, so that neither its parsing nor its validation can take long, and its names. */
export function useDocumentLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: maximalTokens }));
    },
    onValidate({ addValidationRule }) {
      addValidationRule(noPrototypeAlias);
    },
  };
}

/** An answer is keyed by its aliases, and under this name JavaScript's objects keep no value: it would be missing. */
const noPrototypeAlias: ValidationRule = (context) => ({
  Field(node) {
    if (node.alias?.value !== "__proto__") return;
    context.reportError(
      new GraphQLError('the alias "__proto__" can\'t be answered, expected another name', { nodes: node }),
    );
  },
});
