import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Finding, Lego } from '@zerotouch/plugin-gitops-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { FakeGitops, fakeClaim } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { SpecEditor } from './SpecEditor';

const lego: Lego = {
  kind: 'XWebService',
  apiVersion: 'platform.zerotouch.dev/v1alpha1',
  scope: 'Namespaced',
  title: 'Web service',
  description: 'A service.',
  group: 'Services',
  path: 'platform/04-apis/xwebservice/definition.yaml',
  rules: [],
  choices: {},
  firstFields: ['image', 'exposure', 'hostname', 'database', 'env'],
  conditions: [
    { field: 'hostname', by: 'exposure', equals: true, value: 'public' },
  ],
  schema: {
    type: 'object',
    required: ['image'],
    properties: {
      image: { type: 'string' },
      exposure: {
        type: 'string',
        enum: ['internal', 'public'],
        default: 'internal',
      },
      hostname: { type: 'string' },
      database: {
        type: 'object',
        required: ['claim'],
        properties: {
          claim: {
            type: 'string',
            description: 'Name of an XPostgres claim of the same tenant.',
          },
        },
      },
      env: { type: 'object', additionalProperties: { type: 'string' } },
      args: { type: 'array', items: { type: 'string' } },
    },
  },
};

function renderForm(
  value: Record<string, unknown>,
  options: { findings?: Finding[]; showMissing?: boolean } = {},
) {
  const gitops = new FakeGitops();
  gitops.legos = [lego];
  gitops.claims = [
    fakeClaim('acme', 'orders-db'),
    fakeClaim('globex', 'other'),
  ];
  const changes: Record<string, unknown>[] = [];
  function Page() {
    const [spec, setSpec] = useState(value);
    return (
      <SpecEditor
        kind="XWebService"
        tenant="acme"
        value={spec}
        onChange={next => {
          changes.push(next);
          setSpec(next);
        }}
        {...options}
      />
    );
  }
  renderInTestApp(<Page />, { apis: [[gitopsApiRef, gitops]] });
  return changes;
}

describe('the form of a spec', () => {
  it('submits what is filled in, and nothing else', async () => {
    const changes = renderForm({});
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Image/ }),
      'a',
    );
    expect(changes.at(-1)).toEqual({ image: 'a' });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Database' }));
    expect(changes.at(-1)).toEqual({ image: 'a', database: {} });
    await userEvent.click(screen.getByRole('button', { name: /Claim/ }));
    expect(screen.queryByRole('option', { name: 'other' })).toBeNull();
    await userEvent.click(
      await screen.findByRole('option', { name: 'orders-db' }),
    );
    expect(changes.at(-1)).toEqual({
      image: 'a',
      database: { claim: 'orders-db' },
    });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Database' }));
    expect(changes.at(-1)).toEqual({ image: 'a' });
  });

  it('hides what has no effect, and takes its value along', async () => {
    const changes = renderForm({ exposure: 'public', hostname: 'a.example' });
    expect(
      await screen.findByRole('textbox', { name: /Hostname/ }),
    ).toHaveValue('a.example');
    await userEvent.click(screen.getByRole('button', { name: /Exposure/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: /internal/ }),
    );
    expect(changes.at(-1)).toEqual({ exposure: 'internal' });
    expect(screen.queryByRole('textbox', { name: /Hostname/ })).toBeNull();
  });

  it('says at the field what is wrong, and of empty ones only when asked', async () => {
    renderForm(
      {},
      {
        findings: [
          {
            rule: 'schema',
            severity: 'error',
            path: 'x',
            pointer: '/spec/image',
            message: 'spec lacks the field "image"; add it.',
          },
          {
            rule: 'schema',
            severity: 'error',
            path: 'x',
            pointer: '/spec/args/0',
            message: 'spec.args[0] must have at most 3 characters.',
          },
        ],
      },
    );
    expect(await screen.findByText('Web service')).toBeInTheDocument();
    expect(screen.queryByText(/lacks the field/)).toBeNull();
    expect(screen.getByText('Advanced').closest('details')).toHaveAttribute(
      'open',
    );
  });

  it('calls empty required fields missing after an attempt to go on', async () => {
    renderForm({}, { showMissing: true });
    expect(await screen.findByText('This is required.')).toBeInTheDocument();
  });

  it('keeps names and values of a map, and one name once', async () => {
    const changes = renderForm({ image: 'a' });
    await userEvent.click(
      await screen.findByRole('button', { name: /Add to Env/ }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name 1 of Env' }),
      'A',
    );
    await userEvent.type(screen.getByRole('textbox', { name: 'A' }), '1');
    expect(changes.at(-1)).toEqual({ image: 'a', env: { A: '1' } });
    await userEvent.click(screen.getByRole('button', { name: /Add to Env/ }));
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name 2 of Env' }),
      'A',
    );
    expect(screen.getByText(/“A” is given twice/)).toBeInTheDocument();
    expect(changes.at(-1)).toEqual({ image: 'a', env: { A: '1' } });
  });

  it('calls a secret value out', async () => {
    renderForm({ image: 'a', env: { TOKEN: 'ghp_0123456789' } });
    expect(
      await screen.findByText(/looks like a secret value/),
    ).toBeInTheDocument();
  });

  it('shows the same state as YAML, and stays with what cannot be read', async () => {
    const changes = renderForm({ image: 'a' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Write YAML' }),
    );
    const editor = screen.getByRole('textbox', { name: 'spec' });
    expect(editor).toHaveValue('image: a\n');
    await userEvent.clear(editor);
    await userEvent.type(editor, 'image: b');
    expect(changes.at(-1)).toEqual({ image: 'b' });
    await userEvent.type(editor, '{enter}x: [[');
    expect(screen.getByRole('alert')).toHaveTextContent(/^Line 2/);
    expect(changes.at(-1)).toEqual({ image: 'b', x: null });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the form' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /Image/ })).toHaveValue('b'),
    );
  });
});
