/** What composed objects are for, in the order in which people ask for them. */
export const ROLES = [
  'data',
  'workload',
  'network',
  'secrets',
  'alerts',
  'protection',
  'access',
  'limits',
  'other',
] as const;

/** What a composed object is for. */
export type Role = (typeof ROLES)[number];

/** Headings of the roles. */
export const ROLE_TITLES: Record<Role, string> = {
  data: 'Data',
  workload: 'What runs',
  network: 'Network',
  secrets: 'Secrets',
  alerts: 'Alerts and metrics',
  protection: 'Protection and backups',
  access: 'Access',
  limits: 'Space and limits',
  other: 'Other',
};

const KINDS: Record<string, Role> = {
  Cluster: 'data',
  Database: 'data',
  Dragonfly: 'data',
  PersistentVolumeClaim: 'data',
  Stream: 'data',
  Consumer: 'data',
  Account: 'data',
  KeyValue: 'data',
  Deployment: 'workload',
  ScaledObject: 'workload',
  TriggerAuthentication: 'workload',
  PodDisruptionBudget: 'workload',
  ServiceAccount: 'workload',
  Agent: 'workload',
  ModelConfig: 'workload',
  RemoteMCPServer: 'workload',
  ConfigMap: 'workload',
  Service: 'network',
  HTTPRoute: 'network',
  NetworkPolicy: 'network',
  CiliumNetworkPolicy: 'network',
  ExternalSecret: 'secrets',
  Password: 'secrets',
  Secret: 'secrets',
  SecretStore: 'secrets',
  ClusterSecretStore: 'secrets',
  PrometheusRule: 'alerts',
  PodMonitor: 'alerts',
  ServiceMonitor: 'alerts',
  Probe: 'alerts',
  Usage: 'protection',
  ClusterUsage: 'protection',
  Backup: 'protection',
  ScheduledBackup: 'protection',
  ObjectStore: 'protection',
  Role: 'access',
  RoleBinding: 'access',
  Namespace: 'limits',
  ResourceQuota: 'limits',
  LimitRange: 'limits',
};

/** Says what objects of a kind are for; a kind that nobody put in order is `other`. */
export function roleOf(kind: string): Role {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : 'other';
}
