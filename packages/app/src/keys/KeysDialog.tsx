import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { mainDestinations } from '../navigation/destinations';
import styles from './keys.module.css';

const approvals: [string, string][] = [
  ['j  k', 'Move in Approvals'],
  ['Enter', 'Open the marked proposal'],
  ['a', 'Approve and merge the open one, after a question'],
  ['r', 'Reject the open one with a reason'],
];

/** Lists the keys of the portal. */
export function KeysDialog(props: { onClose: () => void }) {
  const rows: [string, string][] = [
    ['/', 'Search'],
    ['Ctrl K', 'Search'],
    ['.', 'Ask the agent beside this page'],
    ...mainDestinations.flatMap(({ key, title }): [string, string][] =>
      key ? [[`g  ${key}`, `Go to ${title}`]] : [],
    ),
    ...approvals,
    ['?', 'Show this list'],
    ['Esc', 'Close'],
  ];
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && props.onClose()}
      width={420}
    >
      <DialogHeader>Keys</DialogHeader>
      <DialogBody>
        <table className={styles.keys}>
          <tbody>
            {rows.map(([keys, meaning]) => (
              <tr key={keys}>
                <th scope="row">
                  {keys.split('  ').map(key => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </th>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </DialogBody>
    </Dialog>
  );
}
