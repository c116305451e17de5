import { installPythonTools } from '../lib/pythonTools.mjs';

/** Gets the agent of kagent at the versions of `requirements-agent.txt`, and returns `{ python, dir }`; about 400 MB. */
export function installAgent() {
  return installPythonTools({
    name: 'kagent-agent',
    requirements: 'scripts/requirements-agent.txt',
    log: 'kagent-agent.log',
    what: 'the agent of kagent',
  });
}
