import { Size } from '../compose/sizes';

/** The spec of an XAgent with its defaults applied. */
export interface XAgentSpec {
  description: string;
  model: string;
  prompt?: string;
  promptFrom?: { configMap: string; key: string };
  tools?: { server: string; names: string[] }[];
  knowledge?: { collection: string };
  portal: boolean;
  runtime: 'go' | 'python';
  size: Size;
}
