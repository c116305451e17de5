import { LoggerService } from '@backstage/backend-plugin-api';
import {
  FoundPassage,
  KnowledgeService,
} from '@zerotouch/plugin-knowledge-node';
import { Attachment } from '@zerotouch/plugin-kagent-common';
import { StreamOptions } from '../AgentRuntime';
import { AnswerPart } from './Answer';
import { Legos } from './Legos';
import { answerAboutLego } from './answerAboutLego';
import { answerFromDocs } from './answerFromDocs';
import { findLego, findNames } from './findLego';
import { findPattern } from './findPattern';
import { introduce, isAboutConsultant } from './introduce';
import { AlertReader } from './skills/AlertReader';
import { PortalReader } from './skills/PortalReader';
import { findAlert } from './skills/answerAboutAlert';
import {
  describeAttachment,
  isAboutAttachment,
  toProposalNumber,
} from './skills/answerAboutAttachments';
import {
  ApprovalRules,
  answerAboutProposal,
  answerNoProposal,
  findProposalNumber,
} from './skills/answerAboutProposal';
import { answerAboutState, isAboutState } from './skills/answerAboutState';
import { readTellingLines, toSearchWords } from './skills/readLog';

const PASSAGES = 3;
type Person = StreamOptions['credentials'];

/** What a person asks. */
export interface Question {
  text: string;
  attachments: Attachment[];
  credentials: Person;
}

/**
 * Answers questions from the docs, the legos and the portal, without a model.
 *
 * @remarks What it does follows from the person's question alone. Documents, attachments and what the portal holds are data: they
 * are quoted, and nothing in them makes it act.
 */
export class Consultant {
  readonly #options: ConsultantOptions;

  private constructor(options: ConsultantOptions) {
    this.#options = options;
  }

  static create(options: ConsultantOptions): Consultant {
    return new Consultant(options);
  }

  /** Whether a message only greets or asks who answers. */
  isAboutMe(question: string): boolean {
    return isAboutConsultant(question);
  }

  /** Says what the consultant is. */
  async introduce(options: { model?: string }): Promise<AnswerPart[]> {
    const legos = await this.#options.legos.list();
    return introduce({ ...options, kinds: legos.map(({ kind }) => kind) });
  }

  /** Yields the parts of an answer. @throws ServiceUnavailableError when the repository cannot be read. */
  async *answer(question: Question): AsyncGenerator<AnswerPart> {
    const { text, attachments, credentials } = question;
    if (isAboutConsultant(text) && attachments.length === 0) {
      yield* await this.introduce({});
      return;
    }
    const number = findProposalNumber(text);
    if (number !== undefined) {
      yield { type: 'status', text: `Reading proposal ${number}` };
      yield* await this.explainProposal(number, credentials);
      return;
    }
    if (attachments.length > 0 && isAboutAttachment(text)) {
      yield* this.#answerAboutAttachments(question);
      return;
    }
    if (isAboutState(text)) {
      yield { type: 'status', text: 'Reading the catalog' };
      yield* await this.describeState(credentials);
      return;
    }
    const alert = await this.#findAlert(text);
    if (alert !== undefined) {
      yield { type: 'status', text: `Looking for the runbook of ${alert}` };
      yield* await this.findRunbook(alert);
      return;
    }
    yield* this.#answerAboutLego(text);
  }

  /** Tells what the platform holds; parts that cannot be read are said to be missing. */
  async describeState(credentials: Person): Promise<AnswerPart[]> {
    const { portal } = this.#options;
    const [entities, commits, proposals] = await Promise.all([
      this.#tryRead('The catalog', portal.listEntities(credentials)),
      this.#tryRead('The last changes', portal.listCommits(credentials)),
      this.#tryRead('The proposals', portal.listOpenProposals(credentials)),
    ]);
    return answerAboutState({ entities, commits, proposals });
  }

  /** Explains a proposal, as far as the person may see it. */
  async explainProposal(
    number: number,
    credentials: Person,
  ): Promise<AnswerPart[]> {
    const { portal, rules } = this.#options;
    try {
      const read = await portal.findProposal(number, credentials);
      return read ? answerAboutProposal(read, rules) : answerNoProposal(number);
    } catch (error) {
      this.#options.logger.warn(`Proposal ${number} was not read: ${error}`);
      return [
        {
          type: 'text',
          text: `Proposal ${number} could not be read; look at it in [Approvals](/approvals/${number}), or ask again in a minute.`,
        },
      ];
    }
  }

  /** Finds the runbook for an alert. */
  async findRunbook(alert: string): Promise<AnswerPart[]> {
    return this.#options.alerts.answer(alert);
  }

  async *#answerAboutAttachments(
    question: Question,
  ): AsyncGenerator<AnswerPart> {
    const { attachments, credentials, text } = question;
    const rest: Attachment[] = [];
    for (const attachment of attachments) {
      const number = toProposalNumber(attachment);
      if (number === undefined) rest.push(attachment);
      else yield* await this.explainProposal(number, credentials);
    }
    if (rest.length === 0) return;
    for (const attachment of rest) yield* describeAttachment(attachment);
    const alert = await this.#findAlert(
      [
        text,
        ...rest.map(({ title, text: inside }) => `${title}\n${inside}`),
      ].join('\n'),
      { onlyKnown: true },
    );
    if (alert !== undefined) {
      yield* await this.findRunbook(alert);
      return;
    }
    yield { type: 'status', text: 'Searching the docs' };
    // Many words at once are in no passage; the most telling line comes first.
    const queries = [
      ...rest.flatMap(({ text: inside }) => readTellingLines(inside)),
      ...rest.map(({ title }) => title),
      text,
    ].map(toSearchWords);
    for (const query of queries.filter(Boolean)) {
      const passages = await this.search(query, PASSAGES);
      if (passages.length > 0) {
        yield* answerFromDocs(text, passages);
        return;
      }
    }
    yield* answerFromDocs(text, []);
  }

  async *#answerAboutLego(question: string): AsyncGenerator<AnswerPart> {
    const { knowledge, legos, now } = this.#options;
    const started = now().getTime();
    const all = await legos.list();
    const wish = findLego(
      question,
      all.map(({ kind }) => kind),
    );
    const lego = all.find(({ kind }) => kind === wish?.kind);
    if (!wish || !lego) {
      yield { type: 'status', text: 'Searching the docs' };
      yield* answerFromDocs(question, await this.search(question, PASSAGES));
      return;
    }
    yield { type: 'status', text: `Preparing a claim of kind ${lego.kind}` };
    yield* answerAboutLego({
      question,
      wish,
      lego,
      names: findNames(question, await legos.listTenants()),
      passages: await findPattern(knowledge, {
        question,
        wish,
        title: lego.title,
      }),
      durationMs: now().getTime() - started,
    });
  }

  /** Searches the docs. */
  async search(query: string, limit: number): Promise<FoundPassage[]> {
    return this.#options.knowledge.search({
      query: query.slice(0, 1_000),
      limit,
    });
  }

  async #findAlert(
    text: string,
    options?: { onlyKnown?: boolean },
  ): Promise<string | undefined> {
    const known = await this.#options.alerts.listNames();
    const alert = findAlert(text, known);
    return options?.onlyKnown && alert !== undefined && !known.includes(alert)
      ? undefined
      : alert;
  }

  async #tryRead<T>(what: string, reading: Promise<T>): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      this.#options.logger.warn(`${what} could not be read: ${error}`);
      return undefined;
    }
  }
}

/** Options of {@link Consultant.create}. */
export interface ConsultantOptions {
  alerts: AlertReader;
  knowledge: KnowledgeService;
  legos: Legos;
  logger: LoggerService;
  portal: PortalReader;
  rules: ApprovalRules;
  now: () => Date;
}
