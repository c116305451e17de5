/**
 * The resource name of every type that a lego composes, by group and kind; the core group is empty.
 *
 * @remarks
 * Rights are given to resources, not kinds, and a plural cannot be guessed: Dragonfly makes dragonflies, Prometheus prometheuses. Take it
 * from `spec.names.plural` of the CustomResourceDefinition.
 */
export const composedTypes: Record<string, string> = {
  '/ConfigMap': 'configmaps',
  '/LimitRange': 'limitranges',
  '/Namespace': 'namespaces',
  '/PersistentVolumeClaim': 'persistentvolumeclaims',
  '/ResourceQuota': 'resourcequotas',
  '/Secret': 'secrets',
  '/Service': 'services',
  '/ServiceAccount': 'serviceaccounts',
  'apps/Deployment': 'deployments',
  'barmancloud.cnpg.io/ObjectStore': 'objectstores',
  'cilium.io/CiliumNetworkPolicy': 'ciliumnetworkpolicies',
  'dragonflydb.io/Dragonfly': 'dragonflies',
  'external-secrets.io/ClusterSecretStore': 'clustersecretstores',
  'external-secrets.io/ExternalSecret': 'externalsecrets',
  'gateway.networking.k8s.io/HTTPRoute': 'httproutes',
  'generators.external-secrets.io/Password': 'passwords',
  'jetstream.nats.io/Account': 'accounts',
  'jetstream.nats.io/Consumer': 'consumers',
  'jetstream.nats.io/Stream': 'streams',
  'kagent.dev/Agent': 'agents',
  'kagent.dev/ModelConfig': 'modelconfigs',
  'kagent.dev/RemoteMCPServer': 'remotemcpservers',
  'keda.sh/ScaledObject': 'scaledobjects',
  'keda.sh/TriggerAuthentication': 'triggerauthentications',
  'monitoring.coreos.com/PodMonitor': 'podmonitors',
  'monitoring.coreos.com/PrometheusRule': 'prometheusrules',
  'policy/PodDisruptionBudget': 'poddisruptionbudgets',
  'postgresql.cnpg.io/Backup': 'backups',
  'postgresql.cnpg.io/Cluster': 'clusters',
  'postgresql.cnpg.io/Database': 'databases',
  'postgresql.cnpg.io/ScheduledBackup': 'scheduledbackups',
  'protection.crossplane.io/ClusterUsage': 'clusterusages',
  'protection.crossplane.io/Usage': 'usages',
  'rbac.authorization.k8s.io/RoleBinding': 'rolebindings',
};

/** What Crossplane's own ClusterRole holds already, from its chart 2.3.4: group to resources. */
export const coreRights: Record<string, readonly string[]> = {
  '': ['configmaps', 'secrets', 'serviceaccounts', 'services'],
  apps: ['deployments'],
  'apiextensions.crossplane.io': ['*'],
  'pkg.crossplane.io': ['*'],
  'protection.crossplane.io': ['*'],
};
