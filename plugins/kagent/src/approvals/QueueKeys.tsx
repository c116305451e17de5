import { ButtonIcon } from '@backstage/ui';
import { RiKeyboardLine } from '@remixicon/react';
import { useState } from 'react';
import { KeysDialog, useKeys } from '../keyboard';
import styles from './approvals.module.css';

const KEYS: [string, string][] = [
  ['j k', 'next and previous row'],
  ['Enter', 'open it'],
  ['a', 'approve and merge, after a question'],
  ['r', 'reject with a reason'],
  ['/', 'search the portal'],
  ['.', 'ask the agent beside this page'],
  ['g h', 'go to Home; g c Catalog, g a Agent, g p Approvals'],
  ['?', 'these keys'],
];

function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-queue-row]')];
  if (rows.length === 0) return;
  const focused = rows.findIndex(row => row === document.activeElement);
  const current = rows.findIndex(row => row.getAttribute('aria-current'));
  const from = focused >= 0 ? focused : current;
  const next = Math.min(Math.max(from + step, 0), rows.length - 1);
  rows[next]?.focus();
}

/** The keys that move through the queue, and the button and dialog that tell about them. */
export function QueueKeys() {
  const [isOpen, setOpen] = useState(false);
  useKeys({
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    '?': () => setOpen(true),
  });
  return (
    <>
      <ButtonIcon
        className={styles.keys}
        size="small"
        variant="tertiary"
        icon={<RiKeyboardLine />}
        aria-label="Keys of this page"
        onPress={() => setOpen(true)}
      />
      <KeysDialog keys={KEYS} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  );
}
