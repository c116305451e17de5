import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { Navigation } from './Navigation';

/** Replaces the stock navigation. */
export const navigationExtension = NavContentBlueprint.make({
  params: { component: Navigation },
});
