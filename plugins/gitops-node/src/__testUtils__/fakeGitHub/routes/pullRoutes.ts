import {
  FakeAccount,
  FakeRequest,
  FakeResponse,
  FakeRoute,
  refuse,
  textOf,
} from '../FakeCall';
import { FakePull, FakeState, FakeWords } from '../FakeState';
import { mergeBranch, mergePull } from './merging';

const REPO = '/repos/{owner}/{repo}';
const PULL = `${REPO}/pulls/{pull_number}`;

/** Pull requests, their comments and reviews. */
export const pullRoutes: FakeRoute[] = [
  { method: 'GET', template: `${REPO}/pulls`, handle: listPulls },
  { method: 'POST', template: `${REPO}/pulls`, handle: createPull },
  {
    method: 'GET',
    template: PULL,
    handle: request => onPull(request, pull => showPull(request, pull)),
  },
  {
    method: 'PATCH',
    template: PULL,
    handle: request =>
      onPull(request, async pull => {
        const { body, state } = request;
        if (typeof body.body === 'string') pull.body = body.body;
        if (body.state === 'closed' && pull.state === 'open') {
          pull.state = 'closed';
          pull.closedAt = state.now();
        }
        pull.updatedAt = state.now();
        return showPull(request, pull);
      }),
  },
  {
    method: 'PUT',
    template: `${PULL}/merge`,
    handle: request => onPull(request, pull => mergePull(request, pull)),
  },
  { method: 'POST', template: `${REPO}/merges`, handle: mergeBranch },
  {
    method: 'GET',
    template: `${PULL}/reviews`,
    handle: request =>
      onPull(request, async pull => ({
        status: 200,
        body: pageOf(request, pull.reviews).map(toReview),
      })),
  },
  {
    method: 'POST',
    template: `${PULL}/reviews`,
    handle: request => onPull(request, pull => review(request, pull)),
  },
  {
    method: 'GET',
    template: `${REPO}/issues/{issue_number}/comments`,
    handle: request =>
      onPull(request, async pull => ({
        status: 200,
        body: pageOf(request, pull.comments).map(toComment),
      })),
  },
  {
    method: 'POST',
    template: `${REPO}/issues/{issue_number}/comments`,
    handle: request =>
      onPull(request, async pull => {
        const words = toWords(request, textOf(request.body.body));
        pull.comments.push(words);
        pull.updatedAt = words.at;
        return { status: 201, body: toComment(words) };
      }),
  },
];

async function onPull(
  request: FakeRequest,
  handle: (pull: FakePull) => Promise<FakeResponse>,
): Promise<FakeResponse> {
  const { parameters, state } = request;
  const number = Number(parameters.pull_number ?? parameters.issue_number);
  const pull = state.pulls.find(item => item.number === number);
  if (!pull) return refuse(404, 'Not Found');
  await followBranch(request, pull);
  return handle(pull);
}

async function followBranch(
  { repository }: FakeRequest,
  pull: FakePull,
): Promise<void> {
  if (pull.state !== 'open') return;
  const sha = await repository.findRef(`refs/heads/${pull.headRef}`);
  if (sha && pull.state === 'open') pull.headSha = sha;
}

async function listPulls(request: FakeRequest): Promise<FakeResponse> {
  const { query, state } = request;
  await Promise.all(state.pulls.map(pull => followBranch(request, pull)));
  const head = query.head?.split(':')[1];
  const wanted = query.state ?? 'open';
  const pulls = state.pulls.filter(
    pull =>
      (wanted === 'all' || pull.state === wanted) &&
      (!head || pull.headRef === head),
  );
  const sorted = query.direction === 'asc' ? pulls : [...pulls].reverse();
  return {
    status: 200,
    body: pageOf(request, sorted).map(pull => toSimplePull(state, pull)),
  };
}

async function createPull(request: FakeRequest): Promise<FakeResponse> {
  const { body, repository, state, account } = request;
  const headRef = textOf(body.head);
  const headSha = await repository.findRef(`refs/heads/${headRef}`);
  const baseSha = await repository.findRef(`refs/heads/${body.base}`);
  if (!headSha || !baseSha)
    return refuse(422, 'Validation Failed: head invalid');
  if (await repository.isAncestor(headSha, baseSha)) {
    return refuse(422, `No commits between main and ${headRef}`);
  }
  const open = state.pulls.some(
    pull => pull.headRef === headRef && pull.state === 'open',
  );
  if (open) {
    return refuse(
      422,
      `A pull request already exists for ${state.owner}:${headRef}.`,
    );
  }
  const pull: FakePull = {
    number: state.pulls.length + 1,
    title: textOf(body.title),
    body: textOf(body.body) || null,
    user: account,
    headRef,
    headSha,
    baseSha,
    state: 'open',
    createdAt: state.now(),
    updatedAt: state.now(),
    closedAt: null,
    mergedAt: null,
    mergeSha: null,
    mergedBy: null,
    merging: false,
    comments: [],
    reviews: [],
  };
  state.pulls.push(pull);
  return { status: 201, body: toPull(state, pull, null) };
}

async function showPull(
  request: FakeRequest,
  pull: FakePull,
): Promise<FakeResponse> {
  const { repository, state } = request;
  const main = (await repository.findRef('refs/heads/main')) ?? '';
  const key = `${main} ${pull.headSha}`;
  const mergeable = pull.known?.key === key ? pull.known.mergeable : null;
  if (mergeable === null && pull.state === 'open') {
    const { conflicts } = await repository.merge(main, pull.headSha);
    pull.known = { key, mergeable: conflicts.length === 0 };
  }
  return {
    status: 200,
    body: toPull(state, pull, pull.state === 'open' ? mergeable : null),
  };
}

async function review(
  request: FakeRequest,
  pull: FakePull,
): Promise<FakeResponse> {
  const { body, account } = request;
  if (body.event === 'APPROVE' && account.login === pull.user.login) {
    return refuse(
      422,
      'Unprocessable Entity: Can not approve your own pull request',
    );
  }
  const words = toWords(
    request,
    textOf(body.body),
    body.event === 'APPROVE' ? 'APPROVED' : 'COMMENTED',
    textOf(body.commit_id),
  );
  pull.reviews.push(words);
  return { status: 200, body: toReview(words) };
}

function toWords(
  { account, state }: FakeRequest,
  body: string,
  reviewState = '',
  commitSha = '',
): FakeWords {
  return {
    id: state.nextId(),
    user: account,
    body,
    at: state.now(),
    state: reviewState,
    commitSha,
  };
}

function toComment(words: FakeWords) {
  const { id, body, at } = words;
  return { id, body, user: toUser(words.user), created_at: at, updated_at: at };
}

function toReview(words: FakeWords) {
  return {
    id: words.id,
    body: words.body,
    user: toUser(words.user),
    state: words.state,
    submitted_at: words.at,
    commit_id: words.commitSha,
  };
}

function toPull(state: FakeState, pull: FakePull, mergeable: boolean | null) {
  return {
    ...toSimplePull(state, pull),
    merged: pull.mergedAt !== null,
    mergeable,
    merged_by: pull.mergedBy && toUser(pull.mergedBy),
  };
}

function toSimplePull(state: FakeState, pull: FakePull) {
  const repo = { full_name: `${state.owner}/${state.repo}`, name: state.repo };
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    user: toUser(pull.user),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: 'main', sha: pull.baseSha, repo },
  };
}

/** An account as answers show it. */
export function toUser(account: FakeAccount) {
  return { login: account.login, type: account.type };
}

/** The part of a list that a request asked for. */
export function pageOf<T>({ query }: FakeRequest, items: T[]): T[] {
  const size = Number(query.per_page ?? 30);
  const page = Number(query.page ?? 1);
  return items.slice((page - 1) * size, page * size);
}
