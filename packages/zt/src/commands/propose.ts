import { ResponseError } from '@backstage/errors';
import { GitopsClient, Proposal } from '@zerotouch/plugin-gitops-common';
import { readProposal } from '../propose/readProposal';
import { toPortalUrl } from '../propose/toPortalUrl';
import { renderFinding } from '../report/renderReport';
import { UsageError } from '../UsageError';
import { Command, exitCodes } from './Command';

/** `zt propose`: opens a proposal in a portal. */
export const proposeCommand: Command = {
  name: 'propose',
  usage: 'CLAIM… --portal URL',
  summary:
    'Opens a proposal with the claims in the given files in a portal, and prints its address; the same command twice gives the same proposal. The token is read from ZT_TOKEN.',
  options: {
    portal: {
      type: 'string',
      placeholder: 'URL',
      help: 'the portal, such as http://localhost:7007; ZT_PORTAL when absent',
    },
    title: {
      type: 'string',
      placeholder: 'TEXT',
      help: 'one line; without it, the claims are named',
    },
    body: { type: 'string', placeholder: 'TEXT', help: 'why, in any length' },
    'request-id': {
      type: 'string',
      placeholder: 'ID',
      help: 'letters, digits and "-"; without it, made from the content',
    },
  },
  async run(call, { cwd, env = {}, out, err, fetch: send = fetch }) {
    const { root, paths, json } = call;
    if (paths.length === 0) {
      throw new UsageError('Name one claim file or more.');
    }
    const address = call.value('portal') ?? env.ZT_PORTAL;
    if (!address) {
      throw new UsageError('Name the portal with --portal or in ZT_PORTAL.');
    }
    const portal = toPortalUrl(address);
    const token = env.ZT_TOKEN;
    if (!token) {
      throw new UsageError(
        'Put a token of the portal into ZT_TOKEN; it is never an argument, because others on this machine can see those.',
      );
    }
    const { request, findings } = readProposal({
      paths,
      cwd,
      root,
      title: call.value('title'),
      body: call.value('body'),
      requestId: call.value('request-id'),
    });
    if (findings.some(({ severity }) => severity === 'error')) {
      out(
        json
          ? JSON.stringify({ findings }, null, 2)
          : findings.map(renderFinding).join('\n'),
      );
      err('Nothing was proposed.');
      return exitCodes.found;
    }
    const client = new GitopsClient({
      discoveryApi: {
        getBaseUrl: async plugin => `${portal}/api/${plugin}`,
      },
      // A portal that sends elsewhere would send the token there too.
      fetchApi: {
        fetch: (input, init) => send(input, { ...init, redirect: 'error' }),
      },
    });
    try {
      const proposal = await client.createProposal(request, { token });
      out(render(proposal, { portal, json, requestId: request.requestId }));
      return exitCodes.ok;
    } catch (error) {
      return complain(error, portal, err);
    }
  },
};

function render(
  proposal: Proposal,
  options: { portal: string; json: boolean; requestId: string },
): string {
  const { number, title, state, headSha } = proposal;
  const { requestId } = options;
  const url = `${options.portal}/approvals/${number}`;
  return options.json
    ? JSON.stringify({ number, url, title, state, headSha, requestId }, null, 2)
    : `Proposal ${number}, ${state}: ${title}\n${url}`;
}

function complain(
  error: unknown,
  portal: string,
  err: (text: string) => void,
): number {
  if (error instanceof ResponseError) {
    const { statusCode } = error;
    const words = error.body.error?.message ?? error.message;
    err(`The portal answered ${statusCode}: ${words}`);
    return statusCode < 500 ? exitCodes.found : exitCodes.failed;
  }
  const { cause, message } = Object(error);
  const reason = cause instanceof Error ? cause.message : message;
  err(
    `The portal "${portal}" does not answer as one (${reason}). Look whether it runs there; asking again opens no second proposal.`,
  );
  return exitCodes.failed;
}
