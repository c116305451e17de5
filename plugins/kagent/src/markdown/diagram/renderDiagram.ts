import type { Mermaid, MermaidConfig } from 'mermaid';
import { type DiagramImage, toImageUrl } from './toImageUrl';

let drawn = 0;
/** A diagram, or why there is none. */
export type Drawing =
  | { result: 'drawn'; image: DiagramImage }
  | { result: 'refused'; reason: string };

/** One at a time: the library has one configuration for all. */
let last: Promise<unknown> = Promise.resolve();

/** What no diagram may change by its source, beside what the library itself keeps. */
const SECURE: (keyof MermaidConfig)[] = [
  'secure',
  'securityLevel',
  'startOnLoad',
  'maxTextSize',
  'maxEdges',
  'suppressErrorRendering',
  'theme',
  'themeCSS',
  'themeVariables',
  'fontFamily',
  'htmlLabels',
  'dompurifyConfig',
];

/**
 * Draws a diagram whose source `prepareDiagram` let pass.
 *
 * @remarks The library is loaded with the first diagram of a page, and of it only the kind of diagram that is drawn.
 *
 * @returns Why it was not drawn when the library cannot be loaded or cannot read the source.
 */
export async function renderDiagram(
  source: string,
  mode: 'dark' | 'light',
): Promise<Drawing> {
  const library = await import('mermaid').catch(() => undefined);
  if (!library) {
    return {
      result: 'refused',
      reason: 'What draws diagrams could not be loaded; load the page again.',
    };
  }
  const task = last.then(() => draw(library.default, source, mode));
  last = task.catch(() => undefined);
  return task.then(
    image => ({ result: 'drawn', image }),
    () => ({ result: 'refused', reason: 'Its source cannot be read.' }),
  );
}

async function draw(
  mermaid: Mermaid,
  source: string,
  mode: 'dark' | 'light',
): Promise<DiagramImage> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    secure: SECURE,
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { useMaxWidth: false },
    maxTextSize: 20_000,
    maxEdges: 500,
    theme: 'base',
    darkMode: mode === 'dark',
    fontFamily: 'system-ui, sans-serif',
    themeVariables: { darkMode: mode === 'dark', ...readColours() },
  });
  const place = document.createElement('div');
  place.setAttribute('aria-hidden', 'true');
  place.style.cssText =
    'position:fixed;left:-10000px;top:0;width:900px;visibility:hidden';
  document.body.append(place);
  try {
    drawn += 1;
    const { svg } = await mermaid.render(`diagram-${drawn}`, source, place);
    return toImageUrl(svg);
  } finally {
    place.remove();
  }
}

/** The colours of the theme of the page, as a picture cannot read them itself. */
function readColours() {
  const style = getComputedStyle(document.body);
  const read = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  const text = read('--bui-fg-primary', '#14181f');
  const line = read('--bui-fg-secondary', '#586172');
  const fill = read('--zt-accent-subdued', '#e8ecfb');
  const accent = read('--bui-fg-announcement', '#3451b2');
  const page = read('--bui-bg-neutral-1', '#ffffff');
  return {
    background: page,
    primaryColor: fill,
    primaryTextColor: text,
    primaryBorderColor: accent,
    secondaryColor: page,
    tertiaryColor: page,
    lineColor: line,
    textColor: text,
    mainBkg: fill,
    nodeBorder: accent,
    clusterBkg: page,
    clusterBorder: line,
    edgeLabelBackground: page,
    noteBkgColor: page,
    noteTextColor: text,
    noteBorderColor: line,
    actorTextColor: text,
    signalColor: line,
    signalTextColor: text,
    labelTextColor: text,
    loopTextColor: text,
    // A shadow is a glow on a dark page.
    dropShadow: 'none',
    fontFamily: 'system-ui, sans-serif',
    fontSize: '14px',
  };
}
