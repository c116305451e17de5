import { stringAt } from '../../document/plain';
import { Rule } from './Rule';

const KINDS = new Set(['XWebService', 'XEventDrivenService']);

/** The image of a workload names its content, not something that can change without a proposal. */
export const imageHasDigest: Rule = ({ claim }) => {
  const image = stringAt(claim.spec, 'image') ?? '';
  return !KINDS.has(claim.kind) || image.includes('@sha256:')
    ? []
    : [
        {
          rule: 'image-digest',
          severity: 'warning',
          pointer: '/spec/image',
          message: `The image "${image}" has no digest; what it names can change without a proposal. Add @sha256:….`,
        },
      ];
};
