import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Enters by itself where guests are allowed, otherwise asks for a GitHub account. */
export const signInExtension = SignInPageBlueprint.make({
  params: {
    loader: () => import('./PortalSignIn').then(m => m.PortalSignIn),
  },
});
