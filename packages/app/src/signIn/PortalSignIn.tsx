import {
  ProxiedSignInPage,
  SignInPage,
  type SignInProviderConfig,
} from '@backstage/core-components';
import { githubAuthApiRef } from '@backstage/core-plugin-api';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button } from '@backstage/ui';
import { Logo } from '../brand/Logo';
import styles from './signIn.module.css';

const github: SignInProviderConfig = {
  id: 'github-auth-provider',
  title: 'GitHub',
  message: 'Enter with your GitHub account',
  apiRef: githubAuthApiRef,
};

/** Signs a person in with what the configuration allows. */
export function PortalSignIn(props: SignInPageProps) {
  const config = useApi(configApiRef);
  if (config.has('auth.providers.guest')) {
    return (
      <ProxiedSignInPage
        {...props}
        provider="guest"
        ErrorComponent={EnterFailed}
      />
    );
  }
  return <SignInPage {...props} provider={github} title="ZeroTouch" />;
}

function EnterFailed(props: { error?: Error }) {
  return (
    <main className={styles.page}>
      <Logo size={40} />
      <h1>The portal does not answer</h1>
      <p>
        It may still be starting. Wait some seconds, then try again.
        <br />
        <small>{props.error?.message}</small>
      </p>
      <Button variant="primary" onPress={() => window.location.reload()}>
        Try again
      </Button>
    </main>
  );
}
