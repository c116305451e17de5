import { mockCredentials } from '@backstage/backend-test-utils';
import { toAuthor } from './toAuthor';

const human = { ref: 'user:default/ada', kind: 'human' };
const mcpForAda = {
  ref: 'user:agents/mcp',
  kind: 'agent',
  onBehalfOf: 'user:default/ada',
};
const consultantForAda = { ...mcpForAda, ref: 'user:agents/consultant' };
const sre = { ref: 'user:agents/sre', kind: 'agent' };

describe('toAuthor', () => {
  it.each([
    ['a person', 'user:default/ada', undefined, undefined, human],
    [
      'a person who claims a run',
      'user:default/ada',
      undefined,
      'plugin:mcp-actions',
      human,
    ],
    ['a form', 'user:default/ada', 'plugin:scaffolder', undefined, human],
    [
      'a form, empty startedBy',
      'user:default/ada',
      'plugin:scaffolder',
      '',
      human,
    ],
    [
      'a run that a tool started',
      'user:default/ada',
      'plugin:scaffolder',
      'plugin:mcp-actions',
      mcpForAda,
    ],
    [
      'a run that the chat started',
      'user:default/ada',
      'plugin:scaffolder',
      'plugin:kagent',
      mcpForAda,
    ],
    [
      'a tool client',
      'user:default/ada',
      'plugin:mcp-actions',
      undefined,
      mcpForAda,
    ],
    [
      'a tool client that claims nobody',
      'user:default/ada',
      'plugin:mcp-actions',
      '',
      mcpForAda,
    ],
    [
      "the chat with a person's token",
      'user:default/ada',
      'plugin:kagent',
      undefined,
      consultantForAda,
    ],
    [
      'any other plugin',
      'user:default/ada',
      'plugin:catalog',
      undefined,
      mcpForAda,
    ],
    ['an agent', 'user:agents/sre', undefined, undefined, sre],
    [
      'an agent through the chat',
      'user:agents/sre',
      'plugin:kagent',
      undefined,
      sre,
    ],
    [
      'an agent through a form',
      'user:agents/sre',
      'plugin:scaffolder',
      undefined,
      sre,
    ],
    [
      'an agent through a tool client',
      'user:agents/sre',
      'plugin:mcp-actions',
      'x',
      sre,
    ],
    [
      'an agent in other letters',
      'user:Agents/sre',
      undefined,
      undefined,
      { ...sre, ref: 'user:Agents/sre' },
    ],
  ])('names the author of %s', (_, ref, actor, startedBy, expected) => {
    const { principal } = mockCredentials.user(
      ref,
      actor ? { actor: { subject: actor } } : undefined,
    );
    expect(toAuthor({ principal, startedBy })).toEqual(expected);
  });
});
