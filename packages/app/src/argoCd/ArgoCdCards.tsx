import { lazy, Suspense } from 'react';

const OverviewCard = lazy(() =>
  import('@roadiehq/backstage-plugin-argo-cd').then(m => ({
    default: m.EntityArgoCDOverviewCard,
  })),
);
const HistoryCard = lazy(() =>
  import('@roadiehq/backstage-plugin-argo-cd').then(m => ({
    default: m.EntityArgoCDHistoryCard,
  })),
);

/** Sync and health of the application of this entity. */
export function ArgoCdOverview() {
  return (
    <Suspense fallback={null}>
      <OverviewCard title="Argo CD" />
    </Suspense>
  );
}

/** The deployments of the application of this entity. */
export function ArgoCdHistory() {
  return (
    <Suspense fallback={null}>
      <HistoryCard />
    </Suspense>
  );
}
