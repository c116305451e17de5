import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** Makes a password as the generator `Password` of External Secrets does from such a specification. */
export function makePassword({ length, digits, symbols }) {
  if (symbols !== 0) throw new Error('A symbol would break the address.');
  const pick = (from, count) =>
    Array.from({ length: count }, () => from[randomInt(from.length)]);
  return [...pick(DIGITS, digits), ...pick(LETTERS, length - digits)]
    .map(value => ({ value, order: randomInt(2 ** 32) }))
    .sort((left, right) => left.order - right.order)
    .map(({ value }) => value)
    .join('');
}

/** Fills in the template of an ExternalSecret, as External Secrets would: the values of the secret by key. */
export function renderSecret(externalSecret, values) {
  const { data } = externalSecret.spec.target.template;
  return Object.fromEntries(
    Object.entries(data).map(([key, template]) => [
      key,
      template.replace(/\{\{ \.(\w+) \}\}/g, (_, name) => values[name]),
    ]),
  );
}

/** The environment that a container gets from its own values and from secrets, by name. */
export function environmentOf(container, secrets) {
  return Object.fromEntries(
    container.env.flatMap(({ name, value, valueFrom }) => {
      const { name: secret, key } = valueFrom?.secretKeyRef ?? {};
      const found = value ?? secrets[secret]?.[key];
      return found === undefined ? [] : [[name, found]];
    }),
  );
}
