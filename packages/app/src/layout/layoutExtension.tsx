import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import { ShortcutsProvider } from '../keys/ShortcutsProvider';
import styles from './layout.module.css';

/** The page frame: navigation beside the content, below it on a phone. Replaces the stock layout. */
export const layoutExtension = createExtension({
  name: 'layout',
  attachTo: { id: 'app/root', input: 'children' },
  inputs: {
    nav: createExtensionInput([coreExtensionData.reactElement], {
      singleton: true,
    }),
    content: createExtensionInput([coreExtensionData.reactElement], {
      singleton: true,
    }),
  },
  output: [coreExtensionData.reactElement],
  factory: ({ inputs }) => [
    coreExtensionData.reactElement(
      <ShortcutsProvider>
        <div className={styles.shell}>
          <a className={styles.skip} href="#content">
            Skip to content
          </a>
          {inputs.nav.get(coreExtensionData.reactElement)}
          <div className={styles.content} id="content" tabIndex={-1}>
            {inputs.content.get(coreExtensionData.reactElement)}
          </div>
        </div>
      </ShortcutsProvider>,
    ),
  ],
});
