/** A place on the graph in CSS pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where everything of a graph stands. */
export interface GraphLayout {
  height: number;
  claim: Box;
  lanes: (Box & { id: string })[];
  /** By key of the object. */
  nodes: Map<string, Box>;
}

/** Below this width the claim stands above the lanes. */
const NARROW = 560;
const GAP = 12;
const NODE_HEIGHT = 50;
const NODE_WIDTH = 176;
const LANE_HEAD = 26;
const LANE_GAP = 14;
const CLAIM_WIDTH = 168;
const CLAIM_HEIGHT = 64;
const STEM = 56;
const NARROW_STEM = 24;

/**
 * Places a claim and, in one lane for each role, the objects that it becomes.
 *
 * @param options.width - Width to fill, in CSS pixels; lanes wrap, so the graph never scrolls sideways.
 */
export function layoutGraph(options: {
  width: number;
  lanes: { id: string; keys: string[] }[];
}): GraphLayout {
  const { width, lanes } = options;
  const isNarrow = width < NARROW;
  const left = isNarrow ? NARROW_STEM : CLAIM_WIDTH + STEM;
  const laneWidth = Math.max(width - left, 120);
  const inner = laneWidth - 2 * GAP;
  const columns = Math.max(1, Math.floor((inner + GAP) / (NODE_WIDTH + GAP)));
  const nodeWidth = (inner - (columns - 1) * GAP) / columns;
  const nodes = new Map<string, Box>();
  let y = isNarrow ? CLAIM_HEIGHT + LANE_GAP : 0;
  const boxes = lanes.map(({ id, keys }) => {
    keys.forEach((key, index) => {
      nodes.set(key, {
        x: left + GAP + (index % columns) * (nodeWidth + GAP),
        y: y + LANE_HEAD + Math.floor(index / columns) * (NODE_HEIGHT + GAP),
        width: nodeWidth,
        height: NODE_HEIGHT,
      });
    });
    const rows = Math.ceil(keys.length / columns);
    const height = LANE_HEAD + rows * (NODE_HEIGHT + GAP);
    const box = { id, x: left, y, width: laneWidth, height };
    y += height + LANE_GAP;
    return box;
  });
  const bottom = Math.max(y - LANE_GAP, CLAIM_HEIGHT);
  return {
    height: bottom,
    claim: isNarrow
      ? { x: 0, y: 0, width, height: CLAIM_HEIGHT }
      : {
          x: 0,
          y: (bottom - CLAIM_HEIGHT) / 2,
          width: CLAIM_WIDTH,
          height: CLAIM_HEIGHT,
        },
    lanes: boxes,
    nodes,
  };
}

/** Draws the way from the claim to a lane. */
export function pathToLane(claim: Box, lane: Box): string {
  const y = lane.y + LANE_HEAD / 2;
  if (
    claim.y + claim.height <= lane.y &&
    claim.x < lane.x &&
    claim.width > lane.x
  ) {
    const x = claim.x + NARROW_STEM / 2;
    return `M${x},${claim.y + claim.height} V${y} H${lane.x}`;
  }
  const x = claim.x + claim.width;
  const middle = x + (lane.x - x) / 2;
  const from = claim.y + claim.height / 2;
  return `M${x},${from} C${middle},${from} ${middle},${y} ${lane.x},${y}`;
}

/** Draws the way from one object to another one. */
export function pathBetween(from: Box, to: Box): string {
  const isSameRow = Math.abs(from.y - to.y) < 1;
  const start = center(from);
  const end = center(to);
  if (isSameRow) {
    const sign = end.x > start.x ? 1 : -1;
    const a = start.x + (sign * from.width) / 2;
    const b = end.x - (sign * to.width) / 2;
    // Around what stands between the two.
    const dip = Math.abs(b - a) > GAP + 1 ? from.height / 2 + GAP / 2 : 0;
    return dip === 0
      ? `M${a},${start.y} L${b},${end.y}`
      : `M${start.x},${from.y + from.height} Q${(start.x + end.x) / 2},${
          start.y + 2 * dip
        } ${end.x},${to.y + to.height}`;
  }
  const sign = end.y > start.y ? 1 : -1;
  const a = start.y + (sign * from.height) / 2;
  const b = end.y - (sign * to.height) / 2;
  const bend = (b - a) / 2;
  return `M${start.x},${a} C${start.x},${a + bend} ${end.x},${b - bend} ${
    end.x
  },${b}`;
}

function center({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}
