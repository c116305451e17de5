import { stringAt } from '../../document/plain';
import { KubernetesObject } from '../../types';

/** Major version of PostgreSQL that the tag of a cluster's image says, or undefined when it says none. */
export function imageMajor(object: KubernetesObject): number | undefined {
  const image = stringAt(object.spec, 'imageName') ?? '';
  const tag = /:([^:/@]+)(@|$)/.exec(image)?.[1] ?? '';
  const major = /^(\d+)/.exec(tag)?.[1];
  return major === undefined ? undefined : Number(major);
}
