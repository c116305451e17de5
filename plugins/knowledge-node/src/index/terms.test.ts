import { stem, toTerm, tokenize } from './terms';

describe('tokenize', () => {
  it.each([
    ['Restore a Database!', ['restore', 'a', 'database']],
    ["what's new", ['whats', 'new']],
    ['pull request, Pull-Requests', ['pullrequest', 'pullrequest']],
    ['set up Argo CD', ['setup', 'argocd']],
    ['web service', ['webservice']],
    ['orders-db_1.2', ['orders', 'db', '1', '2']],
    ['Größe 日本', ['große', '日本']],
    ['', []],
  ])('%j', (text, words) => {
    expect(tokenize(text)).toEqual(words);
  });
});

describe('stem', () => {
  it.each([
    ['restores', 'restored', 'restoring'],
    ['policy', 'policies', 'policies'],
    ['cache', 'caches', 'caching'],
    ['backup', 'backups', 'backups'],
    ['stop', 'stopped', 'stopping'],
  ])('%s, %s and %s meet', (one, two, three) => {
    expect(stem(two)).toBe(stem(one));
    expect(stem(three)).toBe(stem(one));
  });

  it.each(['sync', 'need', 'redis1', 'bring', 'ring', 'access'])(
    'keeps %s',
    word => {
      expect(stem(word)).toBe(word);
    },
  );
});

describe('toTerm', () => {
  it.each(['the', 'how', 'x', 'please'])('drops %s', word => {
    expect(toTerm(word)).toBeUndefined();
  });

  it.each([
    ['redis', '@dragonfly'],
    ['xdragonfly', '@dragonfly'],
    ['databases', '@postgres'],
    ['xpostgres', '@postgres'],
    ['recovering', '@restore'],
  ])('%s is a word for %s', (word, concept) => {
    expect(toTerm(word)?.tokens).toContain(concept);
  });

  it('knows a word of two groups in both', () => {
    expect(toTerm('setup')?.tokens).toEqual(
      expect.arrayContaining(['@create', '@install']),
    );
  });
});
