import { ConflictError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import {
  FakeGitops,
  fakeClaim,
  fakeProposal,
  sha,
} from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { EditPage } from './EditPage';

const path = 'tenants/acme/orders-db/xpostgres.yaml';
const file = (storage: number, size = 'small') =>
  `# Ours.\nkind: XPostgres\nmetadata: { name: orders-db }\nspec:\n  storageGB: ${storage} # GiB\n  size: ${size}\n`;

class EditGitops extends FakeGitops {
  override async getLego(kind: string) {
    return {
      kind,
      apiVersion: 'platform.zerotouch.dev/v1alpha1',
      scope: 'Namespaced' as const,
      title: 'PostgreSQL database',
      description: '',
      group: 'Data',
      path: 'platform/x.yaml',
      schema: {
        type: 'object',
        properties: {
          storageGB: { type: 'integer', title: 'Storage' },
          size: { type: 'string', title: 'Size' },
        },
      },
      rules: [],
      choices: {},
      firstFields: [],
      conditions: [],
    };
  }
}

function createGitops() {
  const gitops = new EditGitops();
  gitops.claims = [fakeClaim('acme', 'orders-db')];
  gitops.files = { [`${path}@${sha('a')}`]: file(20) };
  return gitops;
}

function render(gitops: FakeGitops, address = '') {
  renderInTestApp(
    <Routes>
      <Route path="/claims/:tenant/:kind/:name/edit" element={<EditPage />} />
    </Routes>,
    {
      apis: [[gitopsApiRef, gitops]],
      initialRouteEntries: [`/claims/acme/XPostgres/orders-db/edit${address}`],
    },
  );
}

async function setStorage(value: string) {
  const field = await screen.findByRole('textbox', { name: /^Storage/ });
  await userEvent.clear(field);
  await userEvent.type(field, value);
}

const save = () =>
  screen.findByRole('button', { name: /^Open proposal|^Add to/ });

async function press() {
  const button = await save();
  await within(document.body).findByText(
    'Nothing changes until a person approves it.',
  );
  await userEvent.click(button);
}

describe('the page that edits a claim', () => {
  it('proposes the file with the one change, based on the commit that was read', async () => {
    const gitops = createGitops();
    render(gitops);
    await setStorage('40');
    await press();
    expect(
      await screen.findByText('Proposal #101 is open'),
    ).toBeInTheDocument();
    expect(gitops.created).toMatchObject([
      {
        changes: [{ path, content: file(40) }],
        baseSha: sha('a'),
        alone: true,
        title: 'Change XPostgres orders-db',
      },
    ]);
  });

  it('shows one state as form and as YAML, and keeps what is broken', async () => {
    render(createGitops());
    await setStorage('30');
    await userEvent.click(screen.getByRole('button', { name: 'YAML' }));
    const editor = screen.getByLabelText(path);
    expect(editor).toHaveValue(file(30));
    await userEvent.type(editor, 'x: [[');
    expect(await screen.findByText(/is not valid YAML/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Form' }));
    expect(screen.getByText(/Mend it under YAML/)).toBeInTheDocument();
    expect(await save()).toBeDisabled();
  });

  it('refuses what the server refuses, with the way out at the field', async () => {
    const gitops = createGitops();
    gitops.change = () => ({
      claims: [],
      findings: [
        {
          rule: 'cel',
          severity: 'error',
          path,
          pointer: '/spec/storageGB',
          line: 5,
          message: 'spec.storageGB can only grow.',
          wayOut: 'Clone the claim.',
        },
      ],
    });
    render(gitops);
    await setStorage('10');
    const editor = screen.getByRole('region', { name: 'Editor' });
    expect(
      await within(editor).findByText(/can only grow. Clone the claim./),
    ).toBeInTheDocument();
    expect(await save()).toBeDisabled();
  });

  it('shows both versions of a file that moved, and loses neither', async () => {
    const gitops = createGitops();
    render(gitops);
    await setStorage('40');
    await within(document.body).findByText(
      'Nothing changes until a person approves it.',
    );
    gitops.failures = { createProposal: new ConflictError('moved') };
    gitops.files[`${path}@${sha('a')}`] = file(20, 'large');
    await userEvent.click(await save());
    const conflict = await screen.findByRole('alert', { name: 'Conflict' });
    expect(conflict).toHaveTextContent('size: large');
    expect(conflict).toHaveTextContent('storageGB: 40');
    gitops.failures = {};
    await userEvent.click(
      within(conflict).getByRole('button', { name: 'Make my change on top' }),
    );
    await press();
    await screen.findByText('Proposal #101 is open');
    expect(gitops.created[0].changes).toEqual([
      { path, content: file(40, 'large') },
    ]);
  });

  it('builds on the one open proposal of the file', async () => {
    const gitops = createGitops();
    gitops.proposals = [
      fakeProposal({
        number: 7,
        title: 'Grow',
        tenants: ['acme'],
        paths: [path],
        headSha: sha('c'),
      }),
    ];
    gitops.files[`${path}@${sha('c')}`] = file(30);
    render(gitops);
    expect(
      await screen.findByRole('link', { name: '#7 Grow' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Build on #7' }));
    await screen.findByText(/on top of proposal #7/);
    await setStorage('50');
    await press();
    expect(await screen.findByText('Added to proposal #7')).toBeInTheDocument();
    expect(gitops.created).toEqual([]);
    expect(gitops.commitsAdded).toMatchObject([
      { number: 7, headSha: sha('c'), changes: [{ path, content: file(50) }] },
    ]);
  });

  it('loses nothing that is typed while an open proposal is being read', async () => {
    const gitops = createGitops();
    gitops.proposals = [
      fakeProposal({
        number: 7,
        title: 'Grow',
        tenants: ['acme'],
        paths: [path],
        headSha: sha('c'),
      }),
    ];
    gitops.files[`${path}@${sha('c')}`] = file(30);
    render(gitops);
    const button = await screen.findByRole('button', { name: 'Build on #7' });
    let answer: () => void = () => {};
    const whole = gitops.getFile.bind(gitops);
    gitops.getFile = async query => {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return whole(query);
    };
    await userEvent.click(button);
    await setStorage('50');
    await act(async () => answer());
    const conflict = await screen.findByRole('alert', { name: 'Conflict' });
    expect(conflict).toHaveTextContent('storageGB: 50');
    expect(conflict).toHaveTextContent('storageGB: 30');
  });

  it('says that main has no such claim', async () => {
    const gitops = createGitops();
    gitops.claims = [];
    render(gitops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Main has no XPostgres “orders-db”',
    );
  });
});
