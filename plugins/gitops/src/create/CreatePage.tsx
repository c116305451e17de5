import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import styles from './create.module.css';
import { toTemplateGroups } from './toTemplateGroups';

/** The golden paths in their groups, each with one sentence on what one gets. */
export function CreatePage() {
  const catalogApi = useApi(catalogApiRef);
  const [groups, reload] = useResource(
    useCallback(async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: 'Template' },
      });
      return toTemplateGroups(items);
    }, [catalogApi]),
  );
  return (
    <main className={styles.page}>
      <Fetched resource={groups} what="the templates" rows={6} onRetry={reload}>
        {value =>
          value.length === 0 ? (
            <p className={styles.calm}>
              The catalog has no templates yet. They come from the folder
              “templates” of the platform repository, some seconds after the
              start.
            </p>
          ) : (
            value.map(group => (
              <section key={group.title} aria-label={group.title}>
                <h2>{group.title}</h2>
                <ul className={styles.cards}>
                  {group.templates.map(template => (
                    <li key={template.path}>
                      <Link to={template.path}>{template.title}</Link>
                      <p>{template.description}</p>
                    </li>
                  ))}
                </ul>
              </section>
            ))
          )
        }
      </Fetched>
      <p className={styles.calm}>
        Each form ends with a proposal. Nothing changes before a person approves
        it.
      </p>
    </main>
  );
}
