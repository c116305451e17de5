import { Break } from '../../__testing__/breaking';

/** A rule, an example that keeps it, and changes of which each one breaks only it. */
export type Breach = [rule: string, example: string, breaks: Break[]];
