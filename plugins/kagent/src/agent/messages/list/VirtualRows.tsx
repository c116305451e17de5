import {
  type ReactVirtualizer,
  defaultRangeExtractor,
  useVirtualizer,
  useWindowVirtualizer,
} from '@tanstack/react-virtual';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Message } from '../../thread';
import { estimateHeight } from './estimateHeight';
import styles from './list.module.css';
import { type KeptRows, useKeptRows } from './useKeptRows';

/** Rows above and below those in sight that are drawn before they come into sight. */
const OVERSCAN = 5;

interface VirtualRowsProps {
  messages: Message[];
  /** Where the rows are scrolled. */
  scroller: Element;
  /** Draws the message of an index. */
  children(message: Message, index: number): ReactNode;
}

/** Rows of which only those near the sight are on the page. */
export function VirtualRows(props: VirtualRowsProps) {
  return props.scroller === document.scrollingElement ? (
    <PageRows {...props} />
  ) : (
    <PlaceRows {...props} />
  );
}

/** What both ways to scroll have in common. */
function useRowOptions({ messages, scroller }: VirtualRowsProps) {
  const kept = useKeptRows();
  const list = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    if (!list.current) return;
    const isPage = scroller === document.scrollingElement;
    const start = isPage ? 0 : scroller.getBoundingClientRect().top;
    setScrollMargin(
      list.current.getBoundingClientRect().top - start + scroller.scrollTop,
    );
  }, [scroller]);
  const count = messages.length;
  const options = {
    count,
    estimateSize: (index: number) => estimateHeight(messages[index]),
    getItemKey: useCallback((index: number) => messages[index].id, [messages]),
    // A conversation opens at its end; the exact place is found once rows are measured.
    initialOffset: () =>
      messages.reduce((sum, message) => sum + estimateHeight(message), 0),
    overscan: OVERSCAN,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
      kept.addTo(defaultRangeExtractor(range), range.count),
    scrollMargin,
    directDomUpdates: true,
  };
  return { kept, list, options };
}

function PlaceRows(props: VirtualRowsProps) {
  const { kept, list, options } = useRowOptions(props);
  const virtualizer = useVirtualizer<Element, HTMLElement>({
    ...options,
    getScrollElement: () => props.scroller,
  });
  return <Rows {...props} kept={kept} list={list} virtualizer={virtualizer} />;
}

function PageRows(props: VirtualRowsProps) {
  const { kept, list, options } = useRowOptions(props);
  const virtualizer = useWindowVirtualizer<HTMLElement>(options);
  return <Rows {...props} kept={kept} list={list} virtualizer={virtualizer} />;
}

function Rows<Scroller extends Element | Window>(
  props: VirtualRowsProps & {
    kept: KeptRows;
    list: RefObject<HTMLDivElement>;
    virtualizer: ReactVirtualizer<Scroller, HTMLElement>;
  },
) {
  const { kept, messages, virtualizer } = props;
  return (
    <div ref={props.list} onBlur={kept.onBlur}>
      <div ref={virtualizer.containerRef} className={styles.rows}>
        {virtualizer.getVirtualItems().map(({ index, key }) => (
          <div
            key={key}
            data-index={index}
            ref={virtualizer.measureElement}
            className={styles.row}
            onFocus={event => kept.onFocus(index, event)}
          >
            {props.children(messages[index], index)}
          </div>
        ))}
      </div>
    </div>
  );
}
