import { Comment } from '@zerotouch/plugin-gitops-common';
import { GitHubApi } from '../GitHubApi';
import { toIso } from '../objects/GitHubCommits';
import { parseSignedText, toGitHubAuthor } from './signedText';

const PAGE = 100;

interface Words {
  id: string;
  user: { login: string; type?: string } | null;
  text: string;
  createdAt: string;
  kind: Comment['kind'];
}

/** Reads comments and reviews of a pull request, oldest first. */
export async function readConversation(
  api: GitHubApi,
  number: number,
): Promise<Comment[]> {
  const [comments, reviews] = await Promise.all([
    readComments(api, number),
    readReviews(api, number),
  ]);
  const words = [...comments, ...reviews];
  const login = words.some(({ text }) => parseSignedText(text).signature)
    ? await api.getLogin()
    : undefined;
  return words
    .map(item => toComment(item, login))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 0));
}

// Only what the portal's own account wrote is believed about who stands behind it.
function toComment(words: Words, login: string | undefined): Comment {
  const { text, signature } = parseSignedText(words.text);
  const own = signature && words.user?.login === login;
  return {
    id: words.id,
    author: own ? signature.by : toGitHubAuthor(words.user),
    body: own ? text : words.text,
    kind: own && signature.kind === 'approval' ? 'approval' : words.kind,
    createdAt: words.createdAt,
  };
}

async function readComments(api: GitHubApi, number: number): Promise<Words[]> {
  const octokit = await api.client();
  return readPages(async page => {
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { ...api.repository, issue_number: number, per_page: PAGE, page },
    );
    return data.map(comment => ({
      id: `comment-${comment.id}`,
      user: comment.user,
      text: comment.body ?? '',
      createdAt: toIso(comment.created_at),
      kind: 'comment' as const,
    }));
  });
}

async function readReviews(api: GitHubApi, number: number): Promise<Words[]> {
  const octokit = await api.client();
  const reviews = await readPages(async page => {
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
      { ...api.repository, pull_number: number, per_page: PAGE, page },
    );
    return data;
  });
  return reviews
    .filter(review => review.state !== 'PENDING')
    .map(review => ({
      id: `review-${review.id}`,
      user: review.user,
      text: review.body,
      createdAt: toIso(review.submitted_at),
      kind: toKind(review.state),
    }))
    .filter(({ text, kind }) => text !== '' || kind !== 'comment');
}

function toKind(state: string): Comment['kind'] {
  switch (state) {
    case 'APPROVED':
      return 'approval';
    case 'CHANGES_REQUESTED':
      return 'rejection';
    default:
      return 'comment';
  }
}

async function readPages<T>(
  read: (page: number) => Promise<T[]>,
): Promise<T[]> {
  const items: T[] = [];
  for (let page = 1; ; page++) {
    const more = await read(page);
    items.push(...more);
    if (more.length < PAGE) return items;
  }
}
