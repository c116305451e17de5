// The breakpoint hook looks at the screen when its module loads: import this file before anything else.
window.matchMedia = (media: string) =>
  Object.assign(new EventTarget(), {
    matches: media.includes('min-width'),
    media,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

export {};
