import { parseAllDocuments } from 'yaml';
import { createTestTree } from '../__testing__/repository';
import { RepositoryFile } from '../types';
import { promptFiles } from './promptFiles';

function agent(name: string, tenant: string, from: string): RepositoryFile {
  return {
    path: `tenants/${tenant}/${name}/xagent.yaml`,
    content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XAgent
metadata: { name: ${name}, namespace: ${tenant} }
spec: { description: Answers., ${from} }
`,
  };
}

const from = (configMap: string, key: string) =>
  `promptFrom: { configMap: ${configMap}, key: ${key} }`;
const page = (path: string, content: string) => ({
  path: `docs/agents/${path}`,
  content,
});
const pages = [
  page(
    'acme/prompts/support.md',
    '---\ntitle: Support\n---\n\n# Support\n\nBe brief.\n',
  ),
  page('acme/prompts/sales.md', 'Be kind.'),
  page('acme/other/unused.md', 'Nobody asks for me.'),
  page('globex/prompts/support.md', 'Not for acme.'),
];

function configMapsOf(files: RepositoryFile[]) {
  return files.map(({ path, content }) => [
    path,
    parseAllDocuments(content).map(document => document.toJS()),
  ]);
}

it('makes a ConfigMap of each folder that agents name', () => {
  const tree = createTestTree([
    agent('support', 'acme', from('prompts', 'support.md')),
    agent('sales', 'acme', from('prompts', 'sales.md')),
    agent('short', 'acme', 'prompt: Answer.'),
  ]);
  expect(configMapsOf(promptFiles(tree, pages))).toEqual([
    [
      'tenants/acme/prompts.yaml',
      [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: 'prompts',
            namespace: 'acme',
            labels: {
              'app.kubernetes.io/managed-by': 'zerotouch',
              'platform.zerotouch.dev/tenant': 'acme',
            },
          },
          data: {
            'sales.md': 'Be kind.\n',
            'support.md': '# Support\n\nBe brief.\n',
          },
        },
      ],
    ],
  ]);
});

it('takes the pages of the own tenant only', () => {
  const tree = createTestTree([
    agent('support', 'globex', from('prompts', 'support.md')),
    agent('sales', 'globex', from('prompts', 'sales.md')),
  ]);
  expect(configMapsOf(promptFiles(tree, pages))).toMatchObject([
    [
      'tenants/globex/prompts.yaml',
      [{ data: { 'support.md': 'Not for acme.\n' } }],
    ],
  ]);
});

it('keeps folders apart, in the same order always', () => {
  const tree = createTestTree([
    agent('support', 'acme', from('prompts', 'support.md')),
    agent('other', 'acme', from('other', 'unused.md')),
  ]);
  const [{ content }] = promptFiles(tree, pages);
  expect(parseAllDocuments(content).map(item => item.get('kind'))).toHaveLength(
    2,
  );
  expect(promptFiles(tree, [...pages].reverse())[0].content).toBe(content);
});

it('makes nothing of a page that does not exist', () => {
  const tree = createTestTree([
    agent('support', 'acme', from('prompts', 'missing.md')),
  ]);
  expect(promptFiles(tree, pages)).toEqual([]);
});
