/** Sizes that every workload lego knows. */
export type Size = 'micro' | 'small' | 'medium' | 'large';

/** Container resources in Kubernetes quantities. */
export interface Resources {
  requests: { cpu: string; memory: string };
  limits: { cpu: string; memory: string };
}

const SIZES: Record<Size, Resources> = {
  micro: {
    requests: { cpu: '100m', memory: '256Mi' },
    limits: { cpu: '500m', memory: '1Gi' },
  },
  small: {
    requests: { cpu: '250m', memory: '512Mi' },
    limits: { cpu: '1', memory: '2Gi' },
  },
  medium: {
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { cpu: '2', memory: '4Gi' },
  },
  large: {
    requests: { cpu: '1', memory: '2Gi' },
    limits: { cpu: '4', memory: '8Gi' },
  },
};

/** Requests and limits of a size. */
export function resourcesOf(size: Size): Resources {
  const { requests, limits } = SIZES[size];
  return { requests: { ...requests }, limits: { ...limits } };
}
