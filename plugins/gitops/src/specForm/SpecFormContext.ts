import { createContext, useContext } from 'react';

/** What the fields of a form share. */
export interface SpecFormState {
  /** Bare name of the tenant; undefined until one is chosen. */
  tenant: string | undefined;
  /** What is wrong, by place in `spec` as a JSON pointer. */
  messages: ReadonlyMap<string, string[]>;
  isDisabled: boolean;
}

/** Carries the shared state from the form to its fields. */
export const SpecFormContext = createContext<SpecFormState>({
  tenant: undefined,
  messages: new Map(),
  isDisabled: false,
});

/** What is wrong at one place, as one text; undefined when nothing is. */
export function useMessage(pointer: string): string | undefined {
  return useContext(SpecFormContext).messages.get(pointer)?.join(' ');
}

/** Whether something is wrong at or below a place. */
export function useHasMessage(pointer: string): boolean {
  const { messages } = useContext(SpecFormContext);
  return [...messages.keys()].some(
    place => place === pointer || place.startsWith(`${pointer}/`),
  );
}
