import {
  Position,
  eachScalar,
  isObject,
  positionAt,
  toPointer,
  valueAt,
} from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { Check } from './Check';

/** Shapes of credentials that are known by their beginning. */
const TOKENS: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, 'a GitHub token'],
  [/\bgithub_pat_[A-Za-z0-9_]{22,}\b/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bsk-[A-Za-z0-9_-]{20,}/, 'an API key of a model provider'],
  [
    /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
    'a signed token',
  ],
];

/** Any of them: nearly every text has none, and is then looked through once. */
const ANY_TOKEN = new RegExp(
  TOKENS.map(([pattern]) => `(?:${pattern.source})`).join('|'),
);

const SECRET_FIELD =
  /^(password|passwd|passphrase|token|secret|api_?key|access_?key|secret_?access_?key|private_?key|client_?secret|auth_?token|bearer_?token)$/i;
const SECRET_VARIABLE =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|ACCESS_KEY|PRIVATE_KEY)$/;
const ADDRESS_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i;

/** No credential is written out, neither in Git nor by a composition. */
export const checkSecrets: Check = {
  id: 'secret',
  promise:
    'No credential is written out: no Secret with content, no password in a field, a variable or an address, nothing shaped like a token.',
  run: ({ repository, documents, composed }) => [
    ...repository.files.flatMap(({ path, content }) =>
      findTokens(content).map(({ offset, what }) =>
        toFinding(path, positionAt(content, offset), `This looks like ${what}`),
      ),
    ),
    ...[
      ...documents.manifests.map(({ object, ...rest }) => ({
        ...rest,
        value: object,
      })),
      ...documents.others,
    ].flatMap(({ path, value, locate }) =>
      findLiterals(value).map(({ pointer, what }) =>
        toFinding(path, locate(pointer), what),
      ),
    ),
    ...composed.flatMap(({ parsed, composition }) =>
      Object.entries(composition?.resources ?? {}).flatMap(
        ([key, { object }]) =>
          [
            ...findLiterals(object),
            ...findTokens(JSON.stringify(object)).map(({ what }) => ({
              what: `Something looks like ${what}`,
            })),
          ].map(({ what }) =>
            toFinding(
              parsed.path,
              parsed.locate(''),
              `In the composed ${object.kind} (${key}): ${what}`,
            ),
          ),
      ),
    ),
  ],
};

function toFinding(file: string, place: Position, what: string): Finding {
  return {
    rule: 'secret',
    severity: 'error',
    file,
    ...place,
    message: `${what}; keep it in the parameter store and refer to it with an ExternalSecret. If it is real, replace it there: Git remembers it.`,
  };
}

function findTokens(content: string): { offset: number; what: string }[] {
  if (!ANY_TOKEN.test(content)) {
    return [];
  }
  return TOKENS.flatMap(([pattern, what]) => {
    const match = pattern.exec(content);
    return match ? [{ offset: match.index, what }] : [];
  });
}

function findLiterals(value: unknown): { pointer: string; what: string }[] {
  const found: { pointer: string; what: string }[] = [];
  if (valueAt(value, 'kind') === 'Secret') {
    for (const field of ['data', 'stringData']) {
      const content = valueAt(value, field);
      if (isObject(content) && Object.keys(content).length > 0) {
        found.push({
          pointer: `/${field}`,
          what: 'A Secret is written out with its content',
        });
      }
    }
  }
  eachScalar(value, (scalar, path) => {
    if (
      typeof scalar !== 'string' ||
      !isLiteral(scalar) ||
      isKeyOfSecret(value, path)
    ) {
      return;
    }
    const field = String(path[path.length - 1] ?? '');
    const pointer = toPointer(path);
    if (SECRET_FIELD.test(field) || SECRET_VARIABLE.test(field)) {
      found.push({ pointer, what: `"${field}" holds a literal value` });
    } else if (field === 'value' && isSecretVariable(value, path)) {
      found.push({ pointer, what: 'A secret variable holds a literal value' });
    } else if (ADDRESS_WITH_PASSWORD.test(scalar)) {
      found.push({ pointer, what: `"${field}" is an address with a password` });
    }
  });
  return found;
}

/** Templates and references to variables are filled in elsewhere; `<< $NAME >>` is a variable of the NATS server in the values of its chart. */
function isLiteral(text: string): boolean {
  return (
    text !== '' &&
    !/\{\{|\$\{|\$\(/.test(text) &&
    !/^<< \$[A-Z][A-Z0-9_]* >>$/.test(text)
  );
}

/** In an Account of NACK, beside the name of a Secret, `user` and `password` are names of its keys. */
function isKeyOfSecret(root: unknown, path: (string | number)[]): boolean {
  const secret = valueAt(root, ...path.slice(0, -1), 'secret', 'name');
  return (
    typeof secret === 'string' &&
    String(valueAt(root, 'apiVersion')).startsWith('jetstream.nats.io/')
  );
}

function isSecretVariable(root: unknown, path: (string | number)[]): boolean {
  const name = valueAt(root, ...path.slice(0, -1), 'name');
  return typeof name === 'string' && SECRET_VARIABLE.test(name);
}
