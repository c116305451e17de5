import { type Box, layoutGraph, pathBetween, pathToLane } from './layoutGraph';

const lanes = [
  { id: 'data', keys: ['a', 'b', 'c', 'd', 'e'] },
  { id: 'network', keys: ['f'] },
];
const right = ({ x, width }: Box) => x + width;
const bottom = ({ y, height }: Box) => y + height;

describe.each([320, 560, 900])('a graph of %i px', width => {
  const layout = layoutGraph({ width, lanes });

  it('keeps everything inside and apart', () => {
    const nodes = [...layout.nodes.values()];
    expect(nodes).toHaveLength(6);
    for (const box of [...nodes, ...layout.lanes, layout.claim]) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(right(box)).toBeLessThanOrEqual(width + 0.001);
      expect(bottom(box)).toBeLessThanOrEqual(layout.height);
    }
    for (const [index, one] of nodes.entries()) {
      for (const other of nodes.slice(index + 1)) {
        const isApart =
          right(one) <= other.x ||
          right(other) <= one.x ||
          bottom(one) <= other.y ||
          bottom(other) <= one.y;
        expect(isApart).toBe(true);
      }
    }
  });

  it('holds each object in its lane', () => {
    const lane = layout.lanes[1];
    const node = layout.nodes.get('f');
    expect(node && node.y > lane.y && bottom(node) <= bottom(lane)).toBe(true);
  });

  it('leads from the claim to the lane', () => {
    expect(pathToLane(layout.claim, layout.lanes[0])).toContain(
      `${layout.lanes[0].x}`,
    );
  });
});

it('stands above the lanes on a phone, else beside them', () => {
  expect(layoutGraph({ width: 320, lanes }).claim.width).toBe(320);
  const wide = layoutGraph({ width: 900, lanes });
  expect(right(wide.claim)).toBeLessThan(wide.lanes[0].x);
});

it('draws between neighbours, over distances and across rows', () => {
  const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 50 });
  expect(pathBetween(box(0, 0), box(112, 0))).toBe('M100,25 L112,25');
  expect(pathBetween(box(0, 0), box(300, 0))).toContain('Q');
  expect(pathBetween(box(0, 0), box(0, 200))).toBe(
    'M50,50 C50,125 50,125 50,200',
  );
});
