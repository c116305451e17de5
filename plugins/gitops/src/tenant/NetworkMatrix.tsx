import type {
  Network,
  NetworkEdge,
  NetworkNode,
} from '@zerotouch/plugin-gitops-common';
import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { entityPath } from '../paths/portalPaths';
import styles from './tenant.module.css';
import { describePorts, toMatrix } from './toMatrix';

/** Who may talk to whom: a table with a mark for each allowed direction, and the same in words. */
export function NetworkMatrix(props: { network: Network; tenant: string }) {
  const { network, tenant } = props;
  const { rows, columns } = useMemo(
    () => toMatrix(network, tenant),
    [network, tenant],
  );
  const [active, setActive] = useState<NetworkEdge>();
  const titleOf = (id: string) =>
    network.nodes.find(node => node.id === id)?.title ?? id;
  if (network.edges.length === 0) {
    return (
      <p className={styles.calm}>
        Nobody may talk to anybody here: no policy allows a connection.
      </p>
    );
  }
  return (
    <>
      <p className={styles.calm}>
        A mark says that the row may open connections to the column. Nothing
        else may: every other connection is refused.
      </p>
      <div
        className={styles.scroll}
        role="region"
        aria-label="Network matrix"
        // A wide table scrolls, so the keyboard has to reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className={styles.matrix}>
          <thead>
            <tr>
              <td>
                <span aria-hidden="true">from ↓ to →</span>
              </td>
              {columns.map(node => (
                <th
                  key={node.id}
                  scope="col"
                  className={active?.to === node.id ? styles.lit : undefined}
                >
                  <span>
                    <NodeName node={node} />
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ node, cells }) => (
              <tr key={node.id}>
                <th
                  scope="row"
                  className={active?.from === node.id ? styles.lit : undefined}
                >
                  <NodeName node={node} />
                </th>
                {cells.map((edge, index) => (
                  <td key={columns[index].id}>
                    {edge ? (
                      <button
                        type="button"
                        aria-label={`${node.title} may talk to ${
                          columns[index].title
                        } on ${describePorts(edge.ports)}`}
                        aria-pressed={edge === active}
                        onFocus={() => setActive(edge)}
                        onMouseEnter={() => setActive(edge)}
                        onClick={() => setActive(edge)}
                      />
                    ) : (
                      <span aria-label="refused" role="img" />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.detail} role="status">
        {active ? (
          <>
            <strong>
              {titleOf(active.from)} → {titleOf(active.to)}
            </strong>{' '}
            on {describePorts(active.ports)}. {toSentence(active.reason)}{' '}
            {active.policies.length > 0 && (
              <small>Allowed by {active.policies.join(', ')}.</small>
            )}
          </>
        ) : (
          'Choose a mark to see its ports and the reason.'
        )}
      </p>
      <details className={styles.words}>
        <summary>In words: {network.edges.length} connections</summary>
        <ul>
          {rows.map(({ node, cells }) => (
            <li key={node.id}>
              <strong>{node.title}</strong> may talk to
              <ul>
                {cells.map(
                  (edge, index) =>
                    edge && (
                      <li key={edge.to}>
                        {columns[index].title} on {describePorts(edge.ports)}:{' '}
                        {toSentence(edge.reason)}
                      </li>
                    ),
                )}
              </ul>
            </li>
          ))}
        </ul>
        <p>Nothing else may.</p>
      </details>
    </>
  );
}

function NodeName(props: { node: NetworkNode }) {
  const { title, entityRef, claim } = props.node;
  // A tenant as a claim has no page of its own kind.
  return entityRef && claim?.kind !== 'XTenant' ? (
    <Link to={entityPath(entityRef)}>{title}</Link>
  ) : (
    <>{title}</>
  );
}

function toSentence(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
