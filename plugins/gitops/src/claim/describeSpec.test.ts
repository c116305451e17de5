import { describeSpec } from './describeSpec';

const read = (spec: Record<string, unknown>) =>
  describeSpec(spec).map(({ label, value }) => [label, value]);

describe('describeSpec', () => {
  it('shows nested fields in the order of the file, with units', () => {
    expect(
      read({
        size: 'small',
        storageGB: 20,
        backup: { schedule: '0 2 * * *', retentionDays: 30 },
      }),
    ).toEqual([
      ['Size', 'small'],
      ['Storage', '20 GiB'],
      ['Backup, schedule', '0 2 * * *'],
      ['Backup, retention', '30 days'],
    ]);
  });

  it('reads lists of words in one line and lists of mappings one by one', () => {
    expect(
      read({
        extensions: ['pg_trgm', 'postgis'],
        databases: [{ name: 'orders' }, { name: 'stock' }],
        streams: [],
      }),
    ).toEqual([
      ['Extensions', 'pg_trgm, postgis'],
      ['Databases 1, name', 'orders'],
      ['Databases 2, name', 'stock'],
      ['Streams', 'none'],
    ]);
  });

  it('says yes and no, keeps names in capitals, leaves out null', () => {
    expect(
      read({ evict: true, public: false, env: { LOG_LEVEL: 'info' }, a: null }),
    ).toEqual([
      ['Evict', 'yes'],
      ['Public', 'no'],
      ['Env, LOG_LEVEL', 'info'],
    ]);
  });

  it('gives no unit to a text and no empty label to a bare unit', () => {
    expect(read({ Days: 3, retentionDays: 'forever' })).toEqual([
      ['Days', '3 days'],
      ['Retention days', 'forever'],
    ]);
  });

  it('knows the path of each value', () => {
    expect(describeSpec({ a: [{ b: 1 }] })[0].path).toBe('a[0].b');
  });
});
