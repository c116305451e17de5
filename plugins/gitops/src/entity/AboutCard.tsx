import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { shortName } from '../author/describeAuthor';
import { findClaimIdentity } from '../claim/claimIdentity';
import {
  HANDBOOK_PATH,
  askAboutPath,
  entityPath,
  templatePath,
} from '../paths/portalPaths';
import { Section } from '../section/Section';
import styles from './entity.module.css';

const PREFIX = 'platform.zerotouch.dev';

const RELATED = [
  ['ownedBy', 'Owner'],
  ['partOf', 'Part of'],
] as const;

/** What the catalog knows of an entity, in a few lines. */
export function AboutCard() {
  const { entity } = useEntity();
  const { kind, metadata } = entity;
  const docs = metadata.annotations?.['backstage.io/techdocs-entity-path'];
  const isTemplate = kind === 'Template';
  return (
    <Section
      title="About"
      action={
        <span className={styles.links}>
          {isTemplate && (
            <Link to={templatePath(metadata.name)}>Open the form</Link>
          )}
          {!hasActions(entity) && (
            <Link to={askAboutPath(stringifyEntityRef(entity))}>
              Ask the agent
            </Link>
          )}
          {docs && <Link to={`${HANDBOOK_PATH}${docs}`}>Docs</Link>}
        </span>
      }
    >
      <p className={styles.description}>
        {metadata.description ?? 'Nobody described it yet.'}
      </p>
      <dl className={styles.facts}>
        {toFacts(entity).map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  );
}

/** Claims, tenants and APIs have a card of their own with all that one can do. */
function hasActions(entity: Entity): boolean {
  return (
    findClaimIdentity(entity) !== undefined ||
    entity.kind === 'API' ||
    entity.metadata.annotations?.[`${PREFIX}/tenant`] !== undefined
  );
}

function toFacts(entity: Entity): [string, ReactNode][] {
  const { metadata, spec, relations = [] } = entity;
  const annotation = (name: string) =>
    metadata.annotations?.[`${PREFIX}/${name}`];
  const related = RELATED.flatMap(([type, label]): [string, ReactNode][] => {
    const refs = relations.filter(relation => relation.type === type);
    return refs.length === 0
      ? []
      : [[label, <RefLinks key={type} refs={refs.map(r => r.targetRef)} />]];
  });
  const chart = annotation('chart');
  const path = annotation('path');
  const facts: [string, ReactNode][] = [
    ...related,
    ['Type', text(spec?.type)],
    ['Chart', chart && `${chart} ${annotation('version') ?? ''}`],
    ['Tags', metadata.tags?.join(', ')],
    ['In Git', path && <code>{path}</code>],
  ];
  return facts.filter(([, value]) => Boolean(value));
}

function RefLinks(props: { refs: string[] }) {
  return (
    <>
      {props.refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <Link to={entityPath(ref)}>{shortName(ref)}</Link>
        </Fragment>
      ))}
    </>
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
