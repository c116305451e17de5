import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EmbeddableWorkflow,
  formFieldsApiRef,
} from '@backstage/plugin-scaffolder-react/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops, fakeClaim } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { claimNameField, claimPreviewField, tenantPickerField } from './fields';
import { toFieldExtensions } from './toFieldExtensions';

const schema = {
  title: 'PostgreSQL database',
  steps: [
    {
      title: 'Where',
      schema: {
        type: 'object',
        required: ['tenant', 'name'],
        properties: {
          tenant: {
            type: 'string',
            title: 'Tenant',
            'ui:field': 'TenantPicker',
          },
          name: {
            type: 'string',
            title: 'Name',
            'ui:field': 'ClaimName',
            'ui:options': { kind: 'XPostgres' },
          },
          preview: {
            type: 'string',
            'ui:field': 'ClaimPreview',
            'ui:options': { kind: 'XPostgres' },
          },
        },
      },
    },
  ],
};

function renderForm(gitops: FakeGitops) {
  const scaffold = jest.fn();
  const extensions = toFieldExtensions([
    tenantPickerField,
    claimNameField,
    claimPreviewField,
  ]);
  renderInTestApp(
    <EmbeddableWorkflow
      namespace="default"
      templateName="xpostgres"
      extensions={extensions}
      onCreate={scaffold}
      onError={error => <p>{String(error)}</p>}
      formProps={{ EXPERIMENTAL_theme: 'bui' }}
    />,
    {
      apis: [
        [gitopsApiRef, gitops],
        [catalogApiRef, catalogApiMock()],
        [formFieldsApiRef, { loadFormFields: async () => [] }],
        [scaffolderApiRef, { getTemplateParameterSchema: async () => schema }],
      ],
    },
  );
}

async function chooseTenant(name: string) {
  await userEvent.click(await screen.findByRole('button', { name: /Tenant/ }));
  await userEvent.click(await screen.findByRole('option', { name }));
}

const nameBox = () => screen.getByRole('textbox', { name: /Name/ });
const review = () => screen.getByRole('button', { name: 'Review' });

beforeAll(() => {
  // jsdom cannot scroll; the form scrolls up at each step.
  window.scrollTo = jest.fn();
});

describe('the fields of a golden path', () => {
  it('offer the tenants, take a good name, show the claim and go on', async () => {
    const gitops = new FakeGitops();
    gitops.claims = [fakeClaim('acme', 'orders-db')];
    renderForm(gitops);
    await chooseTenant('acme');
    await userEvent.type(nameBox(), 'stock-db');
    expect(await screen.findByText(/name: stock-db/)).toBeInTheDocument();
    await userEvent.click(review());
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });

  it('say at the field that a name exists, and stay', async () => {
    const gitops = new FakeGitops();
    gitops.claims = [fakeClaim('acme', 'orders-db')];
    renderForm(gitops);
    await chooseTenant('acme');
    await userEvent.type(nameBox(), 'orders-db');
    expect(
      (await screen.findAllByText(/“orders-db” exists already in acme/)).length,
    ).toBeGreaterThan(0);
    await userEvent.click(review());
    await waitFor(() => expect(review()).toBeEnabled());
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('say what is wrong with a name while one types', async () => {
    renderForm(new FakeGitops());
    await waitFor(() => expect(nameBox()).toBeInTheDocument());
    await userEvent.type(nameBox(), 'Orders');
    expect(
      await screen.findByText('Begin with a lower-case letter.'),
    ).toBeInTheDocument();
  });
});
