import { useEffect, useState } from 'react';
import { describeAge } from './describeAge';

/** How long ago something was, kept current, with the exact time on hover. */
export function RelativeTime(props: { iso: string; suffix?: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const text = describeAge(props.iso, now);
  const isAge = / [smhd]$/.test(text);
  return (
    <time dateTime={props.iso} title={new Date(props.iso).toLocaleString()}>
      {isAge && props.suffix ? `${text} ${props.suffix}` : text}
    </time>
  );
}
