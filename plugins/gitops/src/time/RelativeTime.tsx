import { toRelativeTime } from './relativeTime';

/** How long ago something was; the exact instant on hover. */
export function RelativeTime(props: { iso: string }) {
  return (
    <time dateTime={props.iso} title={new Date(props.iso).toLocaleString()}>
      {toRelativeTime(props.iso, Date.now())}
    </time>
  );
}
