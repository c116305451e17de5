import { useEffect, useState } from 'react';
import styles from './catalog.module.css';
import type { CatalogQuery } from './catalogQuery';

/** Pause after the last key before the list follows. */
const PAUSE_MS = 200;

const LAYERS = ['foundation', 'observability', 'intelligence', 'apis', 'crds'];

/** Chips for the kinds, selects for tenant and layer, and a field for words. */
export function CatalogFilters(props: {
  query: CatalogQuery;
  choices?: { kinds: { value: string; count: number }[]; tenants: string[] };
  onChange: (changes: CatalogQuery) => void;
}) {
  const { query, choices, onChange } = props;
  return (
    <>
      <div className={styles.filters}>
        <TextFilter text={query.text} onChange={text => onChange({ text })} />
        <SelectFilter
          label="Tenant"
          value={query.tenant}
          values={choices?.tenants ?? []}
          onChange={tenant => onChange({ tenant })}
        />
        <SelectFilter
          label="Layer"
          value={query.layer}
          values={LAYERS}
          onChange={layer => onChange({ layer })}
        />
      </div>
      <div className={styles.chips} role="group" aria-label="Kind">
        <button
          type="button"
          aria-pressed={!query.kind}
          onClick={() => onChange({ kind: undefined })}
        >
          All
        </button>
        {choices?.kinds.map(({ value, count }) => (
          <button
            key={value}
            type="button"
            aria-pressed={query.kind === value.toLowerCase()}
            onClick={() => onChange({ kind: value.toLowerCase() })}
          >
            {value} <small>{count}</small>
          </button>
        ))}
      </div>
    </>
  );
}

function TextFilter(props: {
  text: string | undefined;
  onChange: (text: string | undefined) => void;
}) {
  const { text = '', onChange } = props;
  const [draft, setDraft] = useState(text);
  useEffect(() => {
    if (draft.trim() === text) {
      return undefined;
    }
    const timer = setTimeout(
      () => onChange(draft.trim() || undefined),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [draft, text, onChange]);
  return (
    <input
      type="search"
      aria-label="Filter by name or description"
      placeholder="Filter by name or description"
      value={draft}
      onChange={event => setDraft(event.target.value)}
    />
  );
}

function SelectFilter(props: {
  label: string;
  value: string | undefined;
  values: string[];
  onChange: (value: string | undefined) => void;
}) {
  const { label, value, values, onChange } = props;
  const options =
    value && !values.includes(value) ? [value, ...values] : values;
  return (
    <label>
      {label}
      <select
        value={value ?? ''}
        onChange={event => onChange(event.target.value || undefined)}
      >
        <option value="">all</option>
        {options.map(option => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}
