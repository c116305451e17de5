import { isRecord } from '../completeSchema';
import { FakeRoute, refuse, textOf } from '../FakeCall';
import { FakeCheckRun } from '../FakeState';

const REPO = '/repos/{owner}/{repo}';

/** Check runs and commit statuses. */
export const checkRoutes: FakeRoute[] = [
  {
    method: 'GET',
    template: `${REPO}/commits/{ref}/check-runs`,
    async handle({ parameters, state }) {
      const runs = state.checkRuns.get(parameters.ref ?? '') ?? [];
      // The newest of each name, as GitHub's filter "latest" does.
      const latest = runs.filter(
        run => runs.findLast(item => item.name === run.name) === run,
      );
      return {
        status: 200,
        body: { total_count: latest.length, check_runs: latest },
      };
    },
  },
  {
    method: 'POST',
    template: `${REPO}/check-runs`,
    async handle({ body, account, state }) {
      if (account.type !== 'Bot') {
        return refuse(403, 'You must authenticate via a GitHub App.');
      }
      const output = isRecord(body.output) ? body.output : {};
      const run: FakeCheckRun = {
        id: state.nextId(),
        name: textOf(body.name),
        status: textOf(body.status),
        conclusion: textOf(body.conclusion) || null,
        output: {
          title: textOf(output.title) || null,
          summary: textOf(output.summary) || null,
          text: textOf(output.text) || null,
        },
      };
      const sha = textOf(body.head_sha);
      state.checkRuns.set(sha, [...(state.checkRuns.get(sha) ?? []), run]);
      return { status: 201, body: run };
    },
  },
  {
    method: 'GET',
    template: `${REPO}/commits/{ref}/status`,
    async handle({ parameters, state }) {
      const sha = parameters.ref ?? '';
      const statuses = state.statuses.get(sha) ?? [];
      const latest = statuses.filter(
        item => statuses.findLast(s => s.context === item.context) === item,
      );
      return {
        status: 200,
        body: {
          sha,
          state: 'pending',
          total_count: latest.length,
          statuses: latest,
        },
      };
    },
  },
  {
    method: 'POST',
    template: `${REPO}/statuses/{sha}`,
    async handle({ parameters, body, state }) {
      const sha = parameters.sha ?? '';
      const status = {
        context: textOf(body.context),
        state: textOf(body.state),
        description: textOf(body.description) || null,
      };
      state.statuses.set(sha, [...(state.statuses.get(sha) ?? []), status]);
      return { status: 201, body: status };
    },
  },
];
