import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './states.module.css';

/** Grey rows in the shape of what is being loaded: blocks of a list, or with `isText` lines of a card. */
export function LoadingRows(props: {
  what: string;
  rows?: number;
  height?: number;
  isText?: boolean;
}) {
  const { isText, rows = 4, height = isText ? 16 : 44 } = props;
  return (
    <Flex
      direction="column"
      gap="3"
      p={isText ? '0' : '4'}
      role="status"
      aria-busy="true"
    >
      <VisuallyHidden>Loading {props.what}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton
          key={row}
          className={styles.bar}
          width={isText ? `${88 - (row % 3) * 14}%` : '100%'}
          height={height}
        />
      ))}
    </Flex>
  );
}
