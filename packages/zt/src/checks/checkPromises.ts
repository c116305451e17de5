import { checkConstitution } from '@zerotouch/compositions';
import { Check } from './Check';

/** What claims become keeps every promise of the platform. */
export const checkPromises: Check = {
  id: 'constitution',
  promise:
    'What every claim becomes keeps the constitution; findings carry the id of the broken promise.',
  run: ({ composed, tree }) =>
    composed.flatMap(({ parsed, claim, composition }) => {
      const { environment } = tree.environment;
      return claim && composition && environment
        ? checkConstitution(claim, composition, environment).map(
            ({ rule, message }) => ({
              rule,
              severity: 'error' as const,
              file: parsed.path,
              ...parsed.locate(''),
              message,
            }),
          )
        : [];
    }),
};
