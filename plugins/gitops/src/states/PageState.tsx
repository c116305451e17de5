import { Button, Flex, Text } from '@backstage/ui';
import { RiErrorWarningLine, RiLockLine } from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import { describeError, isForbidden } from '../errors/describeError';
import styles from './states.module.css';

/** A calm block that says why there is nothing here and what to do next. */
export function PageState(props: {
  icon?: ReactElement;
  title: string;
  children?: ReactNode;
  role?: 'alert' | 'status';
  /** In a card: without the air of a page. */
  isCompact?: boolean;
}) {
  return (
    <Flex
      direction="column"
      gap="2"
      p={props.isCompact ? '0' : '6'}
      role={props.role}
    >
      <Flex align="center" gap="2" className={styles.title}>
        {props.icon}
        <Text
          as={props.isCompact ? 'h3' : 'h2'}
          variant={props.isCompact ? 'body-medium' : 'title-x-small'}
          weight="bold"
        >
          {props.title}
        </Text>
      </Flex>
      {props.children}
    </Flex>
  );
}

/** What went wrong with `what` and a way on; a refusal for lack of permission is told apart. */
export function ErrorState(props: {
  what: string;
  error: unknown;
  onRetry(): void;
  isCompact?: boolean;
}) {
  if (isForbidden(props.error)) {
    return (
      <PageState
        isCompact={props.isCompact}
        role="alert"
        icon={<RiLockLine aria-hidden />}
        title={`You may not see ${props.what}`}
      >
        <Text color="secondary">
          Ask a founder of this portal to give your group the role it needs.
        </Text>
      </PageState>
    );
  }
  return (
    <PageState
      isCompact={props.isCompact}
      role="alert"
      icon={<RiErrorWarningLine aria-hidden />}
      title={`Could not load ${props.what}`}
    >
      <Text color="secondary">{describeError(props.error)}</Text>
      <div>
        <Button
          variant="secondary"
          size={props.isCompact ? 'small' : undefined}
          onPress={props.onRetry}
        >
          Try again
        </Button>
      </div>
    </PageState>
  );
}
