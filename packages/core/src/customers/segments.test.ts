import fc from "fast-check";
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
  expect(() => checkSegmentMap({ bins: 3, segments: map.segments.slice(1) })).toThrow(/no segment for R3 F3;/);
  expect(() => checkSegmentMap({ bins: 3, segments: [...map.segments, more] })).toThrow(/R1 F1 M2 \(hibernating, x\)/);
  const beyond = { id: "y", label, rules: [{ recency: [0, 4], frequency: [1, 1] }] } as const;
  expect(() => checkSegmentMap({ bins: 3, segments: [beyond] })).toThrow(/segment "y": scores 0–4/);
  expect(() => checkSegmentMap({ bins: 3, segments: [...map.segments, map.segments[0]!] })).toThrow(
    /segment "champions" is there twice/,
  );
});

const scores = fc.integer({ min: 1, max: 5 });
const cuts = fc.record({ recency: scores, frequency: scores, monetary: scores });

/** A box of scores parted in two again and again: blocks that tile it. */
function tiles(points: readonly { readonly recency: number; readonly frequency: number; readonly monetary: number }[]) {
  type Block = Record<"recency" | "frequency" | "monetary", readonly [number, number]>;
  let blocks: Block[] = [{ recency: [1, 5], frequency: [1, 5], monetary: [1, 5] }];
  points.forEach((point, index) => {
    const measure = (["recency", "frequency", "monetary"] as const)[index % 3]!;
    const at = point[measure];
    blocks = blocks.flatMap((block) => {
      const [low, high] = block[measure];
      if (at < low || at >= high) return [block];
      return [
        { ...block, [measure]: [low, at] },
        { ...block, [measure]: [at + 1, high] },
      ];
    });
  });
  return blocks;
}

it("accepts every map that tiles the scores, and refuses it with a block more or a block less", () => {
  fc.assert(
    fc.property(fc.array(cuts, { maxLength: 6 }), fc.nat(), (points, seed) => {
      const label = { en: "X", "zh-CN": "X" };
      const segments = tiles(points).map((block, index) => ({ id: `s${index}`, label, rules: [block] }));
      const one = segments[seed % segments.length]!;
      expect(checkSegmentMap({ bins: 5, segments }).segments).toHaveLength(segments.length);
      const less = segments.filter((segment) => segment !== one);
      expect(() => checkSegmentMap({ bins: 5, segments: less })).toThrow(/no segment for R\d F\d/);
      const more = [...segments, { ...one, id: "more" }];
      expect(() => checkSegmentMap({ bins: 5, segments: more })).toThrow(new RegExp(`\\(${one.id}, more\\)`));
    }),
  );
});
