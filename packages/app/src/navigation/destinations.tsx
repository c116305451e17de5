import {
  RiAddBoxLine,
  RiBookOpenLine,
  RiCodeSSlashLine,
  RiGitPullRequestLine,
  RiHome5Line,
  RiMessage3Line,
  RiMindMap,
  RiSettings3Line,
  RiStackLine,
} from '@remixicon/react';
import type { ReactElement } from 'react';

/** One place that the navigation leads to. */
export interface Destination {
  title: string;
  path: string;
  icon: ReactElement;
  /** The second key of a `g` sequence. */
  key?: string;
  /** Shown in the bottom bar of a phone. */
  phone?: boolean;
}

/** The places of every day, in the order of the navigation. */
export const mainDestinations: Destination[] = [
  { title: 'Home', path: '/', icon: <RiHome5Line />, key: 'h', phone: true },
  {
    title: 'Catalog',
    path: '/catalog',
    icon: <RiStackLine />,
    key: 'c',
    phone: true,
  },
  { title: 'Create', path: '/create', icon: <RiAddBoxLine /> },
  { title: 'Docs', path: '/docs', icon: <RiBookOpenLine /> },
  {
    title: 'Agent',
    path: '/agent',
    icon: <RiMessage3Line />,
    key: 'a',
    phone: true,
  },
  {
    title: 'Approvals',
    path: '/approvals',
    icon: <RiGitPullRequestLine />,
    key: 'p',
    phone: true,
  },
];

/** The places of some days, below the others. */
export const moreDestinations: Destination[] = [
  { title: 'Graph', path: '/catalog-graph', icon: <RiMindMap /> },
  { title: 'APIs', path: '/api-docs', icon: <RiCodeSSlashLine /> },
  { title: 'Settings', path: '/settings', icon: <RiSettings3Line /> },
];
