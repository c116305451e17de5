import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { RiAlertFill } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { shortName } from '../author/describeAuthor';
import { findClaimIdentity } from '../claim/claimIdentity';
import { entityPath } from '../paths/portalPaths';
import styles from './catalog.module.css';

/** Entities with kind, layer, tenant and owner; a broken file is marked. */
export function CatalogTable(props: { entities: Entity[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">Layer or system</th>
          <th scope="col">Tenant</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {props.entities.map(entity => (
          <EntityRow key={stringifyEntityRef(entity)} entity={entity} />
        ))}
      </tbody>
    </table>
  );
}

function EntityRow(props: { entity: Entity }) {
  const { entity } = props;
  const { kind, metadata } = entity;
  const type = textOf(entity.spec?.type);
  const tenant = metadata.namespace === 'default' ? '' : metadata.namespace;
  const error = findClaimIdentity(entity)?.error;
  return (
    <tr>
      <td>
        <Link to={entityPath(stringifyEntityRef(entity))}>
          {metadata.title ?? metadata.name}
        </Link>
        {error && (
          <span className={styles.broken} title={error}>
            <RiAlertFill size={14} aria-hidden="true" /> broken on main
          </span>
        )}
        <small>{metadata.description}</small>
      </td>
      <td>
        {kind}
        {type && <small>{type}</small>}
      </td>
      <td>
        <RelatedLink entity={entity} relation="partOf" />
      </td>
      <td>
        {tenant && (
          <Link to={entityPath(`group:default/${tenant}`)}>{tenant}</Link>
        )}
      </td>
      <td>
        <RelatedLink entity={entity} relation="ownedBy" />
      </td>
    </tr>
  );
}

function RelatedLink(props: { entity: Entity; relation: string }) {
  const related = props.entity.relations?.find(
    ({ type }) => type === props.relation,
  );
  return related ? (
    <Link to={entityPath(related.targetRef)}>
      {shortName(related.targetRef)}
    </Link>
  ) : null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
