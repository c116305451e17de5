import { Locator, Page, expect } from '@playwright/test';
import { PortalApi } from './portalApi';

/** The chat in a browser, as the page or as the drawer. */
export class ChatPage {
  readonly page: Page;
  /** Where the chat is on the page. */
  readonly place: Locator;
  readonly message: Locator;

  /** @param place - The drawer; the whole page by default. */
  constructor(page: Page, place: Locator = page.getByRole('main')) {
    this.page = page;
    this.place = place;
    this.message = place.getByRole('textbox', { name: 'Message' });
  }

  /** Opens a conversation that nothing was said in. @param agent - Id of who answers. */
  static async begin(
    page: Page,
    api: PortalApi,
    agent: string,
  ): Promise<ChatPage> {
    const created = await api.post('/api/kagent/conversations', { agent });
    expect(created.status(), await created.text()).toBe(201);
    const { id } = await created.json();
    await page.goto(`/agent/${id}`);
    return new ChatPage(page);
  }

  get id(): string {
    return new URL(this.page.url()).pathname.split('/')[2];
  }

  async ask(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press('Enter');
    await expect(
      this.place.getByRole('article', { name: 'You' }).last(),
    ).toContainText(text);
  }

  /** The last answer of an agent. */
  answer(title: string): Locator {
    return this.place.getByRole('article', { name: title }).last();
  }

  /** Waits until an answer is over. */
  async finished(title: string): Promise<void> {
    await expect(this.answer(title)).toHaveAttribute('aria-busy', 'false');
  }

  /** The numbered words of an answer, in order, with every one that is there twice. */
  async wordsOf(title: string): Promise<string[]> {
    const text = await this.answer(title).innerText();
    return text.match(/\bw\d+\b/g) ?? [];
  }
}
