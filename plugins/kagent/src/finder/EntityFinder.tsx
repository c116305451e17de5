import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Combobox, Text } from '@backstage/ui';
import { describeError } from '@zerotouch/plugin-gitops';
import { useRef, useState } from 'react';
import { useQuery } from '../query';
import { type FoundEntity, searchEntities } from './searchEntities';
import { useDebounced } from './useDebounced';

const PAUSE_MS = 200;

/** A field that finds entities of the catalog while one types; the chosen one is handed on and the field emptied. */
export function EntityFinder(props: {
  label: string;
  placeholder: string;
  /** Only these kinds. */
  kinds?: string[];
  /** Refs that cannot be chosen again. */
  taken: string[];
  onPick(entity: FoundEntity): void;
}) {
  const { kinds, taken } = props;
  const catalogApi = useApi(catalogApiRef);
  const [text, setText] = useState('');
  const [round, setRound] = useState(0);
  const term = useDebounced(text, PAUSE_MS);
  const found = useQuery(`entities:${kinds?.join()}:${term}`, () =>
    searchEntities(catalogApi, { term, kinds }),
  );
  // What was found before stays while the next answer is on its way, so that a choice does not slip away.
  const latest = useRef<FoundEntity[]>([]);
  if (found.data) latest.current = found.data;
  const offered = latest.current.filter(({ ref }) => !taken.includes(ref));
  return (
    <div>
      <Combobox
        key={round}
        // The person goes on here after a choice.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={round > 0}
        label={props.label}
        placeholder={props.placeholder}
        options={offered.map(({ ref, title, description }) => ({
          id: ref,
          label: title,
          description,
        }))}
        loading={{ state: found.isLoading ? 'loading' : 'idle' }}
        search={{ mode: 'server', inputValue: text, onInputChange: setText }}
        menuTrigger="input"
        allowsEmptyCollection
        value={null}
        onChange={key => {
          const picked = offered.find(({ ref }) => ref === key);
          if (!picked) return;
          props.onPick(picked);
          setText('');
          // A field that is emptied opens its list again; a new one waits for the next word.
          setRound(old => old + 1);
        }}
      />
      {found.error && (
        <Text as="p" role="alert" color="danger" variant="body-small">
          The catalog does not answer: {describeError(found.error)}
        </Text>
      )}
    </div>
  );
}
