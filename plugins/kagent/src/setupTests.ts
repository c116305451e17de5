import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load their parts lazily, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

// The CSS parser of jsdom cannot insert a rule into @media, and JSS of Material UI warns of it for each page that is rendered.
// eslint-disable-next-line no-console -- everything else is still said
const warn = console.warn.bind(console);
jest.spyOn(console, 'warn').mockImplementation((...words: unknown[]) => {
  if (!String(words[0]).includes('processedRuleToParse')) warn(...words);
});
