import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { useClaimEntities } from './useClaimEntities';

/** Links to what a merged proposal made or changed, once the catalog knows it; never a dead link. */
export function CatalogLink(props: { proposal: Proposal }) {
  const { entityRefs, isWaiting } = useClaimEntities(props.proposal);
  const toEntity = useRouteRef(entityRouteRef);
  if (isWaiting) {
    return (
      <Text color="secondary" role="status">
        The catalog takes it in.
      </Text>
    );
  }
  if (!toEntity || entityRefs.length === 0) return null;
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      {entityRefs.map(ref => (
        <ButtonLink
          key={ref}
          size="small"
          variant="secondary"
          href={toEntity(parseEntityRef(ref))}
        >
          {entityRefs.length === 1
            ? 'View in catalog'
            : `View ${parseEntityRef(ref).name} in catalog`}
        </ButtonLink>
      ))}
    </Flex>
  );
}
