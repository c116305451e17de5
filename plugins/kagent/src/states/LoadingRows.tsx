import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';

/** Grey rows in the shape of what is being loaded. */
export function LoadingRows(props: {
  what: string;
  rows?: number;
  height?: number;
}) {
  return (
    <Flex direction="column" gap="3" p="4" role="status">
      <VisuallyHidden>Loading {props.what}</VisuallyHidden>
      {Array.from({ length: props.rows ?? 4 }, (_, index) => (
        <Skeleton key={index} width="100%" height={props.height ?? 44} />
      ))}
    </Flex>
  );
}
