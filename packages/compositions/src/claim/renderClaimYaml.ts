import { stringify } from 'yaml';
import { Claim } from '../types';

/**
 * Writes a claim as the text of its file: apiVersion, kind, metadata, spec, and the spec in the order in which it was made.
 *
 * @returns YAML that ends with a line break.
 */
export function renderClaimYaml(claim: Claim): string {
  const { apiVersion, kind, metadata, spec } = claim;
  const { name, namespace, labels, annotations } = metadata;
  return stringify(
    {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(labels === undefined ? {} : { labels }),
        ...(annotations === undefined ? {} : { annotations }),
      },
      spec,
    },
    { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false },
  );
}
