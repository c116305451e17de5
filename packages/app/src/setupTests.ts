import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load their parts lazily, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// The buttons of Material UI 4, which the stock sign-in page has, use what React calls deprecated.
// eslint-disable-next-line no-console -- everything else is still said
const error = console.error.bind(console);
jest.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
  if (!String(words[0]).includes('findDOMNode')) error(...words);
});
