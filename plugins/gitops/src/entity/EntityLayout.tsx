import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import styles from './entity.module.css';

/** The cards of an entity's page: what it is at the left, facts about it at the right, below it on a phone. */
export function EntityLayout(props: EntityContentLayoutProps) {
  const info = props.cards.filter(({ type }) => type === 'info');
  const content = props.cards.filter(({ type }) => type !== 'info');
  return (
    <div className={styles.layout}>
      <div className={styles.cards}>
        {content.map(({ element }, index) => (
          <div key={element.key ?? index}>{element}</div>
        ))}
      </div>
      {info.length > 0 && (
        <aside className={styles.cards} aria-label="About">
          {info.map(({ element }, index) => (
            <div key={element.key ?? index}>{element}</div>
          ))}
        </aside>
      )}
    </div>
  );
}
