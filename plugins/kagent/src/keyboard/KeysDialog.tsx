import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import styles from './keyboard.module.css';

/** The keys of a page, as `?` shows them. */
export function KeysDialog(props: {
  keys: [key: string, meaning: string][];
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      isDismissable
    >
      <DialogHeader>Keys of this page</DialogHeader>
      <DialogBody>
        <dl className={styles.keys}>
          {props.keys.map(([key, meaning]) => (
            <div key={key} className={styles.row}>
              <dt>
                {key.split(' ').map(part => (
                  <kbd key={part}>{part}</kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
