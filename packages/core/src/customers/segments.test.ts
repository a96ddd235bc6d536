import { expect, it } from "vitest";
import { checkSegmentMap, defaultSegmentMap, segmentAt } from "./segments.ts";

it.each([3, 4, 5])("the default map of %i bins gives every cell exactly one segment", (bins) => {
  expect(checkSegmentMap(defaultSegmentMap(bins)).segments).toHaveLength(10);
});

it("puts cells where the field puts them", () => {
  const at = (recency: number, frequency: number) => segmentAt(defaultSegmentMap(5), recency, frequency, 1).id;
  expect([at(5, 5), at(5, 1), at(4, 1), at(3, 3), at(3, 2), at(2, 5), at(1, 4), at(2, 2), at(4, 3), at(3, 4)]).toEqual([
    "champions",
    "new",
    "promising",
    "need-attention",
    "about-to-sleep",
    "cant-lose",
    "at-risk",
    "hibernating",
    "potential-loyalist",
    "loyal",
  ]);
});

it("refuses gaps, overlaps and impossible scores, naming the cells", () => {
  const map = defaultSegmentMap(3);
  const label = { en: "X", "zh-CN": "X" };
  const more = { id: "x", label, rules: [{ recency: [1, 1], frequency: [1, 1], monetary: [2, 2] }] } as const;
  expect(() => checkSegmentMap({ bins: 3, segments: map.segments.slice(1) })).toThrow(/no segment for R3 F3 M1/);
  expect(() => checkSegmentMap({ bins: 3, segments: [...map.segments, more] })).toThrow(/R1 F1 M2 \(hibernating, x\)/);
  const beyond = { id: "y", label, rules: [{ recency: [0, 4], frequency: [1, 1] }] } as const;
  expect(() => checkSegmentMap({ bins: 3, segments: [beyond] })).toThrow(/segment "y": scores 0–4/);
});
