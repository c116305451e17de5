import { isAgentRef, toAgentRef } from './agents';

describe('isAgentRef', () => {
  it.each([
    ['user:agents/sre', true],
    ['User:Agents/SRE', true],
    [toAgentRef('mcp'), true],
    ['user:default/agents', false],
    ['user:default/founder', false],
    ['group:agents/sre', false],
    ['user:agents-team/sre', false],
  ])('says of %s: %s', (ref, expected) => {
    expect(isAgentRef(ref)).toBe(expected);
  });
});
