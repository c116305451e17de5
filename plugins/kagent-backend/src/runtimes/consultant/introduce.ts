import { AnswerPart } from './Answer';

const WITHOUT_MODEL =
  'I am the consultant of this platform. I use no language model: I search its docs and quote what they say, with a link to each place, and I put together what the portal knows. I answer nothing that neither of them holds.';

const SKILLS = `What I can do:

- quote the docs about a question
- give the approved pattern and a ready claim for a building block, with the way to its filled-in form
- tell what the platform holds, what is wrong in it and what changed last
- explain a proposal: what changes, its checks, its risk, and who must approve it
- find the runbook for an alert
- look at what you attach: an entity, a proposal, a page, a log or a file`;

const LIMITS =
  'What I cannot do: approve, merge or apply anything, look into the cluster, read secrets, or see what you may not see yourself.';

/** Says what the consultant is, what it can do and what it cannot. */
export function introduce(options: {
  kinds: string[];
  /** Name of the model; absent without one. */
  model?: string;
}): AnswerPart[] {
  const { kinds, model } = options;
  const example = kinds.includes('XDragonfly')
    ? 'How do I add a Dragonfly cache?'
    : 'How do I add a database?';
  const opening = model
    ? `I am the consultant of this platform. The language model \`${model.replace(
        /`/g,
        '',
      )}\` writes my answers, from the docs and from tools that see what you may see; it can be wrong, so look at the sources. A tool that writes waits for your approval. When the model does not answer, I quote the docs without it.`
    : WITHOUT_MODEL;
  return [
    {
      type: 'text',
      text: `${opening}\n\n${SKILLS}\n\n${LIMITS}\n\nYou can ask, for example:\n\n- ${example}\n- How do I restore a database to a moment in the past?\n- What is the state of the platform?\n- Explain proposal 12\n`,
    },
  ];
}

/** Whether a message asks about the consultant itself, or only greets. */
export function isAboutConsultant(question: string): boolean {
  const plain = question
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, '')
    .trim();
  return /^(hi|hello|hey|help|good (morning|afternoon|evening)|hello there|who are you|what are you|what can you do|what cant you do|what can you not do|what do you do|how can you help( me)?|can you help me|are you (an? )?(ai|bot|llm|human|language model|person)|which model are you|thanks|thank you)$/.test(
    plain,
  );
}
