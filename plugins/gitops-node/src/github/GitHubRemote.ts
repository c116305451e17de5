import { NotFoundError } from '@backstage/errors';
import { ForgeStatus } from '@zerotouch/plugin-gitops-common';
import { RemoteForge, VerifiedWebhook, WebhookDelivery } from '../GitForge';
import { CallGate } from './CallGate';
import { GitHubSettings } from './GitHubSettings';
import { ChecksOfHeads } from './pulls/ChecksOfHeads';
import { verifyWebhook } from './webhooks';

/** Options of {@link GitHubRemote.create}. */
export interface GitHubRemoteOptions {
  settings: GitHubSettings;
  gate: CallGate;
  checks: ChecksOfHeads;
  now: () => Date;
}

/** The connection to GitHub as the portal shows it, and the messages that come from there. */
export class GitHubRemote implements RemoteForge {
  readonly #options: GitHubRemoteOptions;
  readonly #listeners = new Set<() => void>();
  #lastWebhookAt: Date | undefined;

  static create(options: GitHubRemoteOptions): GitHubRemote {
    return new GitHubRemote(options);
  }

  private constructor(options: GitHubRemoteOptions) {
    this.#options = options;
  }

  getStatus(): ForgeStatus {
    return {
      type: 'github',
      repository: this.#repository,
      ...this.#options.gate.getStatus(),
      ...(this.#lastWebhookAt
        ? { lastWebhookAt: this.#lastWebhookAt.toISOString() }
        : {}),
    };
  }

  async verifyWebhook(delivery: WebhookDelivery): Promise<VerifiedWebhook> {
    const { settings, now } = this.#options;
    if (!settings.webhookSecret) {
      throw new NotFoundError(
        'This portal takes no webhooks. Set "gitops.forge.github.webhookSecret" first.',
      );
    }
    return verifyWebhook({
      delivery,
      secret: settings.webhookSecret,
      repository: this.#repository,
      now: now(),
    });
  }

  applyWebhook(webhook: VerifiedWebhook): void {
    this.#lastWebhookAt = this.#options.now();
    if (webhook.proposalNumber !== undefined) this.#options.checks.forget();
    if (webhook.touchesMain) this.look();
  }

  /** Lets everybody look who follows main. */
  look(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls `look` when a message says that main moved, until the returned function is called. */
  listen(look: () => void): () => void {
    this.#listeners.add(look);
    return () => this.#listeners.delete(look);
  }

  get #repository(): string {
    return `${this.#options.settings.owner}/${this.#options.settings.repo}`;
  }
}
