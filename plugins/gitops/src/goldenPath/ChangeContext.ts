import { createContext, useContext } from 'react';
import type { Change } from './useChange';

/** Carries the change of a step from its layout to its fields, so that it is asked for once. */
export const ChangeContext = createContext<Change | undefined>(undefined);

/** The change that the layout of this step shows; undefined outside of one, as in the template editor. */
export function useStepChange(): Change | undefined {
  return useContext(ChangeContext);
}
