import { Button, Text, TextField } from '@backstage/ui';
import { RiCheckLine, RiCloseLine, RiShieldUserLine } from '@remixicon/react';
import type { DecideApprovalRequest } from '@zerotouch/plugin-kagent-common';
import {
  type MutableRefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { ApprovalRequest, ToolCall } from '../../thread';
import { CallArguments } from './CallArguments';
import { QuestionForm } from './QuestionForm';
import { readQuestions } from './readQuestions';
import styles from './approval.module.css';

type OnDecide = (approvalId: string, request: DecideApprovalRequest) => void;

type Place = MutableRefObject<HTMLElement | null>;

interface Choice {
  approved?: boolean;
  reason?: string;
}

function CallChoice(props: {
  call: ToolCall;
  choice: Choice;
  isDisabled: boolean;
  /** Absent where nothing can be decided. */
  onChange?(choice: Choice): void;
}) {
  const { call, choice, isDisabled, onChange } = props;
  const id = useId();
  return (
    <li className={styles.call} aria-labelledby={id}>
      <div className={styles.row}>
        <code id={id}>{call.name}</code>
        {onChange && (
          <div
            role="group"
            aria-label={`Decision about ${call.name}`}
            className={styles.choices}
          >
            <Button
              size="small"
              variant={choice.approved === true ? 'primary' : 'secondary'}
              aria-pressed={choice.approved === true}
              isDisabled={isDisabled}
              onPress={() => onChange({ approved: true })}
            >
              Approve
            </Button>
            <Button
              size="small"
              variant={choice.approved === false ? 'primary' : 'secondary'}
              aria-pressed={choice.approved === false}
              isDisabled={isDisabled}
              onPress={() => onChange({ ...choice, approved: false })}
            >
              Reject
            </Button>
          </div>
        )}
      </div>
      <CallArguments value={call.input} />
      {onChange && choice.approved === false && (
        <TextField
          label="Why not (the agent reads it)"
          maxLength={2000}
          value={choice.reason ?? ''}
          isDisabled={isDisabled}
          onChange={reason => onChange({ approved: false, reason })}
        />
      )}
    </li>
  );
}

function wordOf(tool: string, approved: boolean): string {
  if (tool === 'ask_user') return approved ? 'answered' : 'not answered';
  return approved ? 'approved' : 'rejected';
}

function Decided(props: {
  approval: ApprovalRequest;
  calls: ToolCall[];
  place: Place;
}) {
  const { approval, calls, place } = props;
  const { by, decisions } = approval.decided ?? { decisions: [] };
  const nameOf = (id: string) => calls.find(call => call.id === id)?.name ?? id;
  return (
    <ul
      className={styles.calls}
      aria-label="Decisions"
      ref={element => {
        place.current = element;
      }}
      tabIndex={-1}
    >
      {decisions.map(({ toolCallId, approved, reason }) => (
        <li key={toolCallId} className={styles.decided}>
          {approved ? (
            <RiCheckLine aria-hidden size="1em" />
          ) : (
            <RiCloseLine aria-hidden size="1em" />
          )}{' '}
          <code>{nameOf(toolCallId)}</code>{' '}
          {wordOf(nameOf(toolCallId), approved)}
          {by && ` by ${by.replace(/^user:(default\/)?/, '')}`}
          {reason && `: ${reason}`}
        </li>
      ))}
    </ul>
  );
}

/**
 * What an agent wants to do and waits for: each call with its exact arguments, approved or rejected one by one.
 *
 * @remarks Nothing is sent before every call has a decision, and then all of them go at once.
 */
export function ApprovalCard(props: {
  approval: ApprovalRequest;
  /** The calls of the message. */
  calls: ToolCall[];
  /** Absent while no decision can be passed on. */
  onDecide?: OnDecide;
  /** True for people who may only read. */
  isReadOnly?: boolean;
}) {
  const { approval, isReadOnly, onDecide } = props;
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const place = useFocusKept(Boolean(approval.decided));
  if (approval.decided) {
    return <Decided approval={approval} calls={props.calls} place={place} />;
  }

  const calls = props.calls.filter(({ id }) =>
    approval.toolCallIds.includes(id),
  );
  const questions = calls.length === 1 ? readQuestions(calls[0]) : undefined;
  if (questions) {
    return (
      <QuestionForm
        questions={questions}
        isDisabled={!onDecide}
        onAnswer={answers =>
          onDecide?.(approval.id, {
            digest: approval.digest,
            decisions: [
              { toolCallId: calls[0].id, approved: answers !== undefined },
            ],
            answers,
          })
        }
      />
    );
  }

  // A call that cannot be shown cannot be decided about.
  const isWhole = calls.length === approval.toolCallIds.length;
  const undecided = calls.filter(
    ({ id }) => choices[id]?.approved === undefined,
  ).length;
  const chooseAll = (approved: boolean) =>
    setChoices(Object.fromEntries(calls.map(({ id }) => [id, { approved }])));
  const send = () => {
    place.current?.focus();
    onDecide?.(approval.id, {
      digest: approval.digest,
      decisions: calls.map(({ id }) => ({
        toolCallId: id,
        approved: choices[id]?.approved === true,
        reason: choices[id]?.reason?.trim() || undefined,
      })),
    });
  };
  return (
    <section
      className={styles.card}
      aria-label="The agent waits for you"
      data-unfinished
      ref={element => {
        place.current = element;
      }}
      tabIndex={-1}
    >
      <header className={styles.head}>
        <RiShieldUserLine aria-hidden size="1.1em" />
        <strong>
          {calls.length === 1
            ? 'The agent asks before it does this'
            : `The agent asks before it does these ${calls.length} things`}
        </strong>
      </header>
      <ul className={styles.calls}>
        {calls.map(call => (
          <CallChoice
            key={call.id}
            call={call}
            choice={choices[call.id] ?? {}}
            isDisabled={!onDecide}
            onChange={
              isReadOnly
                ? undefined
                : choice =>
                    setChoices(current => ({ ...current, [call.id]: choice }))
            }
          />
        ))}
      </ul>
      {isReadOnly ? (
        <Text variant="body-small" color="secondary">
          The person whose conversation this is decides.
        </Text>
      ) : (
        <footer className={styles.foot}>
          {calls.length > 1 && (
            <>
              <Button
                size="small"
                variant="tertiary"
                isDisabled={!onDecide}
                onPress={() => chooseAll(true)}
              >
                Approve all
              </Button>
              <Button
                size="small"
                variant="tertiary"
                isDisabled={!onDecide}
                onPress={() => chooseAll(false)}
              >
                Reject all
              </Button>
            </>
          )}
          <Button
            variant="primary"
            isDisabled={!onDecide || !isWhole || undecided > 0}
            onPress={send}
          >
            Send decision
          </Button>
          {undecided > 0 && calls.length > 1 && (
            <Text variant="body-small" color="secondary">
              {undecided} of {calls.length} left to decide
            </Text>
          )}
        </footer>
      )}
    </section>
  );
}

/** Keeps the focus in the card when the button that had it goes: first while a decision is on its way, then once it is made. */
function useFocusKept(isDecided: boolean): Place {
  const place = useRef<HTMLElement | null>(null);
  const wasDecided = useRef(isDecided);
  useEffect(() => {
    const isNew = isDecided && !wasDecided.current;
    wasDecided.current = isDecided;
    if (isNew && document.activeElement === document.body) {
      place.current?.focus({ preventScroll: true });
    }
  }, [isDecided]);
  return place;
}
