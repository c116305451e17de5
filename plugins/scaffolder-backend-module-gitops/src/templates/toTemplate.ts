import { Definition, specSchema } from '@zerotouch/compositions';
import { stringify } from 'yaml';

/** First lines of every generated template. */
const HEADER = `# yaml-language-server: $schema=https://json.schemastore.org/catalog-info.json
# Generated from the definition of the kind. To change it, change the definition and run the tests of the scaffolder module with
# UPDATE_TEMPLATES=1.
`;

const SERVICES = new Set(['XWebService', 'XEventDrivenService', 'XAgent']);

/** Path of the template of a kind in the platform repository. */
export function templatePath(kind: string): string {
  return `templates/${kind.toLowerCase()}/template.yaml`;
}

/**
 * Writes the golden path of a lego: where it goes, what it should be, and the proposal that comes of it.
 *
 * @remarks
 * The template names the kind and repeats nothing of its schema. The form asks main for that, so a field that is added to the API is in
 * the form as soon as it is merged.
 */
export function toTemplate(lego: Definition): string {
  const template = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: lego.kind.toLowerCase(),
      title: lego.title,
      description: lego.description,
      tags: [lego.group.toLowerCase()],
      annotations: {
        'platform.zerotouch.dev/group': lego.group,
        'platform.zerotouch.dev/kind': lego.kind,
      },
    },
    spec: {
      owner: 'group:default/founders',
      type: SERVICES.has(lego.kind) ? 'service' : 'resource',
      presentation: { buttonLabels: { createButtonText: 'Open proposal' } },
      parameters: [toWhereStep(lego), toSpecStep(lego)],
      steps: [toProposeStep(lego)],
      output: {
        proposalNumber: '${{ steps.propose.output.proposalNumber }}',
        proposalUrl: '${{ steps.propose.output.proposalUrl }}',
        path: '${{ steps.propose.output.path }}',
        links: [
          {
            title: 'Review the proposal',
            url: '${{ steps.propose.output.proposalUrl }}',
          },
        ],
      },
    },
  };
  return (
    HEADER +
    stringify(template, {
      lineWidth: 0,
      singleQuote: true,
      aliasDuplicateObjects: false,
    })
  );
}

function toWhereStep(lego: Definition) {
  return {
    title: 'Where',
    required: ['tenant', 'name'],
    properties: {
      tenant: {
        type: 'string',
        title: 'Tenant',
        description: 'The tenant that gets it.',
        pattern: '^[a-z][a-z0-9]{2,19}$',
        'ui:field': 'TenantPicker',
        'ui:autofocus': true,
      },
      name: {
        type: 'string',
        title: 'Name',
        description:
          'Lower-case letters, digits and single hyphens, at most 40 characters. It cannot change later.',
        maxLength: 40,
        pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
        'ui:field': 'ClaimName',
        'ui:options': { kind: lego.kind },
      },
      reason: {
        type: 'string',
        title: 'Why',
        description: 'What it is for; whoever approves it reads this first.',
        maxLength: 4000,
        'ui:widget': 'textarea',
      },
    },
  };
}

/** A claim that needs nothing may leave its spec empty. */
function toSpecStep(lego: Definition) {
  const isRequired = (specSchema(lego).required ?? []).length > 0;
  return {
    title: 'Specification',
    ...(isRequired ? { required: ['spec'] } : {}),
    properties: {
      spec: {
        type: 'object',
        title: lego.title,
        'ui:field': 'ClaimSpec',
        'ui:options': { kind: lego.kind },
      },
    },
  };
}

function toProposeStep(lego: Definition) {
  return {
    id: 'propose',
    name: 'Open the proposal',
    action: 'gitops:claim:propose',
    input: {
      tenant: '${{ parameters.tenant }}',
      name: '${{ parameters.name }}',
      kind: lego.kind,
      spec: '${{ parameters.spec }}',
      description: '${{ parameters.reason }}',
    },
  };
}
