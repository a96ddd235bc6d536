import { parse } from "graphql";
import type { Plugin } from "graphql-yoga";

const maximalTokens = 1_500;

/** Bounds the text of a document, so that neither its parsing nor its validation can take long. */
export function useDocumentLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: maximalTokens }));
    },
  };
}
