import { findClaimDocument } from './parseClaim';

const orders = { kind: 'XPostgres', name: 'orders-db' };
const file = `kind: XDragonfly
metadata:
  name: orders-db
---
kind: XPostgres
metadata:
  name: orders-db
spec:
  size: small # enough for now
`;

describe('findClaimDocument', () => {
  it('finds the document of the kind and name, with its comments', () => {
    const document = findClaimDocument(file, orders);
    expect(document?.spec).toEqual({ size: 'small' });
    expect(document?.text).toContain('# enough for now');
  });

  it('reads a claim without a spec as an empty one', () => {
    expect(
      findClaimDocument(file, { kind: 'XDragonfly', name: 'orders-db' })?.spec,
    ).toEqual({});
  });

  it.each([
    ['another name', file, { kind: 'XPostgres', name: 'other' }],
    ['broken YAML', 'kind: XPostgres\n  metadata: x: y', orders],
    ['broken YAML before it', `a: b: c\n---\n${file}`, orders],
    ['no mapping', '- 1\n', orders],
    ['nothing', '', orders],
  ])('finds nothing in %s', (_, content, claim) => {
    expect(findClaimDocument(content, claim)).toBeUndefined();
  });
});
