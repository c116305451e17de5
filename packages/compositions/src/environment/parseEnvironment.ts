import Ajv from 'ajv';
import { ParsedDocument } from '../document/parseDocuments';
import { describeSchemaError } from '../validation/describeSchemaError';
import { ClaimFinding } from '../types';
import { Environment, environmentSchema } from './Environment';

const validate = new Ajv({
  allErrors: true,
  strict: false,
  verbose: true,
}).compile<Environment>(environmentSchema);

/** Path of the environment in the platform repository. */
export const ENVIRONMENT_PATH = 'platform/cluster.yaml';

/** The environment, or what is wrong with it. */
export interface ParsedEnvironment {
  environment?: Environment;
  findings: ClaimFinding[];
}

/** Reads the environment from the parsed document of `platform/cluster.yaml`. */
export function parseEnvironment(document: ParsedDocument): ParsedEnvironment {
  if (document.findings.length > 0) {
    return { findings: document.findings };
  }
  const { value } = document;
  if (validate(value)) {
    return { environment: value, findings: [] };
  }
  const findings = (validate.errors ?? []).map(error => {
    const described = describeSchemaError(error, value);
    return {
      rule: 'environment',
      severity: 'error' as const,
      pointer: described.pointer,
      ...document.locate(described.pointer),
      message: described.message,
    };
  });
  return { findings };
}
