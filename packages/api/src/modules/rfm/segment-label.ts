import { type Catalog, noSegment, noSegmentLabel } from "@salesglass/core";
import { inLocale } from "../locale.ts";

/** What people call a segment, or having none. */
export function segmentLabel({ segmentMap }: Catalog, id: string, locale: string | null | undefined): string {
  if (id === noSegment) return inLocale(noSegmentLabel, locale);
  // With fewer scores than the map has, the default segments are the same.
  const segment = segmentMap.segments.find((one) => one.id === id);
  return segment ? inLocale(segment.label, locale) : id;
}
