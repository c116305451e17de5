import { Check } from '@zerotouch/plugin-gitops-common';

const MAX_TEXT = 60_000;
const MAX_DESCRIPTION = 140;

/** A check run as GitHub lists it. */
export interface GitHubCheckRun {
  name: string;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
}

/** A commit status as GitHub lists it. */
export interface GitHubStatus {
  context: string;
  state: string;
  description: string | null;
}

/** Turns a check into a check run of GitHub. */
export function toCheckRun(check: Check) {
  const details = check.details.join('\n').slice(0, MAX_TEXT);
  return {
    name: check.name,
    output: {
      title: check.name,
      summary: check.summary,
      ...(details ? { text: details } : {}),
    },
    ...(check.status === 'pending'
      ? { status: 'in_progress' as const }
      : { status: 'completed' as const, conclusion: check.status }),
  };
}

/** Turns a check run of GitHub into a check; what somebody else's run says is shortened to its title. */
export function fromCheckRun(run: GitHubCheckRun): Check {
  const { title, summary, text } = run.output;
  const own = title === run.name;
  return {
    name: run.name,
    status:
      run.status === 'completed' ? toStatus(run.conclusion ?? '') : 'pending',
    summary: (own ? summary : title) ?? '',
    details: own && text ? text.split('\n') : [],
  };
}

/** Turns a check into a commit status, the only form that a token may write; it has no room for details. */
export function toCommitStatus(check: Check) {
  return {
    context: check.name,
    state: check.status === 'neutral' ? ('success' as const) : check.status,
    description: check.summary.slice(0, MAX_DESCRIPTION),
  };
}

/** Turns a commit status into a check. */
export function fromCommitStatus(status: GitHubStatus): Check {
  return {
    name: status.context,
    status: toStatus(status.state),
    summary: status.description ?? '',
    details: [],
  };
}

/** Sorts checks by name, the first of each name only. */
export function sortChecks(checks: Check[]): Check[] {
  const byName = new Map<string, Check>();
  for (const check of checks) {
    if (!byName.has(check.name)) byName.set(check.name, check);
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toStatus(conclusion: string): Check['status'] {
  switch (conclusion) {
    case 'success':
      return 'success';
    case 'neutral':
    case 'skipped':
      return 'neutral';
    case 'pending':
      return 'pending';
    default:
      return 'failure';
  }
}
