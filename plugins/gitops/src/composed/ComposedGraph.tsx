import type { Preview } from '@zerotouch/plugin-gitops-common';
import { type KeyboardEvent, useMemo, useState } from 'react';
import styles from './composed.module.css';
import { findLinks } from './findLinks';
import { layoutGraph, pathBetween, pathToLane } from './layoutGraph';
import { ROLES, ROLE_TITLES, type Role, roleOf } from './roles';
import { useWidth } from './useWidth';

type ComposedObject = Preview['objects'][number];

/** A claim and the objects that it becomes, in lanes by what they are for; who names whom shows on focus. */
export function ComposedGraph(props: {
  claim: { kind: string; name: string };
  objects: ComposedObject[];
  onOpen: (key: string) => void;
}) {
  const { claim, objects, onOpen } = props;
  const [ref, width] = useWidth<HTMLDivElement>(720);
  const [active, setActive] = useState<string>();
  const links = useMemo(() => findLinks(objects), [objects]);
  const lanes = useMemo(() => toLanes(objects), [objects]);
  const layout = useMemo(
    () =>
      layoutGraph({
        width,
        lanes: lanes.map(({ role, items }) => ({
          id: role,
          keys: items.map(({ key }) => key),
        })),
      }),
    [width, lanes],
  );
  const near = new Set(
    links
      .filter(({ from, to }) => from === active || to === active)
      .flatMap(({ from, to }) => [from, to]),
  );
  const stateOf = (key: string) => {
    if (active === undefined) return '';
    if (key === active) return styles.active;
    return near.has(key) ? styles.near : styles.dim;
  };
  return (
    // Keys move the focus between the buttons inside, as in a toolbar.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={ref}
      className={styles.graph}
      style={{ height: layout.height }}
      role="group"
      aria-label={`What ${claim.name} becomes, as a graph`}
      onKeyDown={moveFocus}
    >
      {layout.lanes.map(lane => (
        <div key={lane.id} className={styles.lane} style={toStyle(lane)} />
      ))}
      <svg
        className={styles.lines}
        width={width}
        height={layout.height}
        aria-hidden="true"
      >
        {layout.lanes.map(lane => (
          <path
            key={lane.id}
            className={styles.stem}
            d={pathToLane(layout.claim, lane)}
          />
        ))}
        {links.map(({ from, to }) => {
          const [start, end] = [layout.nodes.get(from), layout.nodes.get(to)];
          return (
            start &&
            end && (
              <path
                key={`${from} ${to}`}
                className={
                  from === active || to === active ? styles.lit : styles.link
                }
                d={pathBetween(start, end)}
              />
            )
          );
        })}
      </svg>
      <div className={styles.claim} style={toStyle(layout.claim)}>
        <strong>{claim.name}</strong>
        <small>{claim.kind}</small>
      </div>
      {lanes.map(({ role, items }, index) => (
        <section key={role} aria-label={ROLE_TITLES[role]}>
          <h3
            className={styles.laneTitle}
            style={{
              left: layout.lanes[index].x,
              top: layout.lanes[index].y,
            }}
          >
            {ROLE_TITLES[role]} <small>{items.length}</small>
          </h3>
          {items.map(({ key, kind, name }) => {
            const box = layout.nodes.get(key);
            return (
              box && (
                <button
                  key={key}
                  type="button"
                  data-node
                  className={`${styles.node} ${stateOf(key)}`}
                  style={toStyle(box)}
                  onClick={() => onOpen(key)}
                  onFocus={() => setActive(key)}
                  onBlur={() => setActive(undefined)}
                  onMouseEnter={() => setActive(key)}
                  onMouseLeave={() => setActive(undefined)}
                >
                  <strong>{kind}</strong> <span title={name}>{name}</span>
                </button>
              )
            );
          })}
        </section>
      ))}
    </div>
  );
}

/** Objects by role, roles without an object left out. */
export function toLanes(
  objects: ComposedObject[],
): { role: Role; items: ComposedObject[] }[] {
  return ROLES.map(role => ({
    role,
    items: objects.filter(({ kind }) => roleOf(kind) === role),
  })).filter(({ items }) => items.length > 0);
}

const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const nodes = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('[data-node]'),
  ];
  const at = nodes.findIndex(node => node === document.activeElement);
  const ends: Record<string, number> = { Home: 0, End: nodes.length - 1 };
  const to = ends[event.key] ?? at + (STEPS[event.key] ?? 0);
  if (at >= 0 && to !== at && nodes[to]) {
    event.preventDefault();
    nodes[to].focus();
  }
}

function toStyle(box: { x: number; y: number; width: number; height: number }) {
  return { left: box.x, top: box.y, width: box.width, height: box.height };
}
