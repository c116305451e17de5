/** How the portal signs in to GitHub. */
export type GitHubCredentials =
  | {
      type: 'app';
      appId: number;
      /** PEM. */
      privateKey: string;
      /** Found by the repository when absent. */
      installationId?: number;
    }
  | { type: 'token'; token: string };

/** A repository on GitHub, and how to reach it. */
export interface GitHubSettings {
  owner: string;
  repo: string;
  /** Base of the REST API of a GitHub Enterprise Server, such as `https://github.example.com/api/v3`; GitHub's own when absent. */
  apiBaseUrl?: string;
  credentials: GitHubCredentials;
  /** Signs webhooks; without it none is taken, and the portal only asks from time to time. */
  webhookSecret?: string;
}
