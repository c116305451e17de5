import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { scrollerOf } from './scrollerOf';

const NEAR_END_PX = 80;

/** A place that keeps its end in sight. */
export interface StickyEnd {
  /** Where it scrolls; absent before the first layout. */
  scroller?: Element;
  /** True once the reader went away from the end. */
  isAway: boolean;
  toEnd(): void;
  toStart(): void;
}

/**
 * Keeps the end of a growing place in sight, unless the reader went up to read.
 *
 * @remarks
 * Growing alone never counts as going away: only a scroll towards the start does. Coming near the end takes it up again.
 */
export function useStickyEnd(place: RefObject<HTMLElement>): StickyEnd {
  const [scroller, setScroller] = useState<Element>();
  const [isAway, setAway] = useState(false);
  const isPinned = useRef(true);

  const toEnd = useCallback(() => {
    isPinned.current = true;
    setAway(false);
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  }, [scroller]);
  const toStart = useCallback(() => {
    if (scroller) scroller.scrollTop = 0;
  }, [scroller]);

  useLayoutEffect(() => {
    if (place.current) setScroller(scrollerOf(place.current));
  }, [place]);

  useEffect(() => {
    if (!scroller) return undefined;
    const target = scroller === document.scrollingElement ? document : scroller;
    let lastTop = scroller.scrollTop;
    const onScroll = () => {
      const { clientHeight, scrollHeight, scrollTop } = scroller;
      if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) {
        isPinned.current = true;
      } else if (scrollTop < lastTop - 1) {
        isPinned.current = false;
      }
      lastTop = scrollTop;
      setAway(!isPinned.current);
    };
    target.addEventListener('scroll', onScroll, { passive: true });
    return () => target.removeEventListener('scroll', onScroll);
  }, [scroller]);

  useLayoutEffect(() => {
    if (!scroller || !place.current) return undefined;
    const keep = () => {
      if (isPinned.current) scroller.scrollTop = scroller.scrollHeight;
    };
    keep();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(keep);
    observer.observe(place.current);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [place, scroller]);

  return { scroller, isAway, toEnd, toStart };
}
