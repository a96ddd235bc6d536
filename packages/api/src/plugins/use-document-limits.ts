import { GraphQLError, parse, type ValidationRule } from "graphql";
import type { Plugin } from "graphql-yoga";
import { withShortTexts } from "./short-texts.ts";
import { errorLike } from "./use-right-names.ts";

/** How many tokens a document may have. */
export const maximalTokens = 1_500;

/** Bounds the text of a document, so that neither its parsing nor its validation can take long, and its names. */
export function useDocumentLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        try {
          return parse(source, { ...options, maxTokens: maximalTokens });
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          throw errorLike(error, withShortTexts(error.message), error.extensions);
        }
      });
    },
    onValidate({ addValidationRule }) {
      addValidationRule(noPrototypeAlias);
    },
  };
}

/**
 * An answer is keyed by its aliases. Under `__proto__` JavaScript's objects keep no value, and a selection's fields of
 * the other names that every object has (`constructor`, `toString`) are not found: they would be missing.
 */
const noPrototypeAlias: ValidationRule = (context) => ({
  Field(node) {
    const alias = node.alias?.value;
    if (alias === undefined || !(alias in Object.prototype)) return;
    context.reportError(
      new GraphQLError(`the alias "${alias}" can't be answered, expected another name`, { nodes: node }),
    );
  },
});
