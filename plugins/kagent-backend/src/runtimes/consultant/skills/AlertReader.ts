import {
  FoundPassage,
  KnowledgeService,
} from '@zerotouch/plugin-knowledge-node';
import { AnswerPart } from '../Answer';
import { Alerts } from './Alerts';
import { answerAboutAlert } from './answerAboutAlert';

const CANDIDATES = 20;
const PASSAGES = 2;

/** Finds runbooks for alerts. */
export class AlertReader {
  readonly #alerts: Alerts;
  readonly #knowledge: KnowledgeService;

  private constructor(options: AlertReaderOptions) {
    this.#alerts = options.alerts;
    this.#knowledge = options.knowledge;
  }

  static create(options: AlertReaderOptions): AlertReader {
    return new AlertReader(options);
  }

  /** Names of all alerts that a runbook or a rule of the platform names. */
  async listNames(): Promise<string[]> {
    const [runbooks, rules] = await this.#read();
    return [
      ...new Set([
        ...runbooks.flatMap(({ alerts }) => alerts),
        ...rules.map(({ name }) => name),
      ]),
    ];
  }

  /** Answers which runbook an alert has. */
  async answer(name: string): Promise<AnswerPart[]> {
    const [runbooks, rules] = await this.#read();
    const runbook = runbooks.find(({ alerts }) => alerts.includes(name));
    const found = await this.#knowledge.search({
      query: runbook ? `${name} ${runbook.title}` : toWords(name),
      limit: CANDIDATES,
    });
    return answerAboutAlert({
      name,
      runbook,
      rule: rules.find(rule => rule.name === name),
      passages: (runbook
        ? sortForUse(found.filter(({ path }) => path === runbook.path))
        : found.filter(({ path }) => path.startsWith('docs/runbooks/'))
      ).slice(0, PASSAGES),
    });
  }

  #read() {
    return Promise.all([this.#alerts.listRunbooks(), this.#alerts.listRules()]);
  }
}

/** Who is alerted wants to know what it is and what to do, in this order. */
function sortForUse(passages: FoundPassage[]): FoundPassage[] {
  const order = ['diagnosis', 'solution', 'symptoms'];
  const rank = ({ heading }: FoundPassage) => {
    const index = order.findIndex(word => heading.toLowerCase().includes(word));
    return index < 0 ? order.length : index;
  };
  return [...passages].sort((a, b) => rank(a) - rank(b));
}

/** The words of a name such as `PostgresBackupTooOld`. */
function toWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
}

/** Options of {@link AlertReader.create}. */
export interface AlertReaderOptions {
  alerts: Alerts;
  knowledge: KnowledgeService;
}
