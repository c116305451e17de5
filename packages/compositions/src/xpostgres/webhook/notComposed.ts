/**
 * What the webhook checks in fields that no database has: by function, the fields below the object that must stay absent.
 *
 * @remarks
 * Together with the sources of the rules it names every function in the lists of `validate`, `validateClusterChanges` and the other
 * webhooks. Composing one of the fields is refused by a test until its rule is restated.
 */
export const NOT_COMPOSED: Record<string, string[]> = {
  validateInitDB: [
    'spec.bootstrap.initdb.walSegmentSize',
    'spec.bootstrap.initdb.postInitApplicationSQLRefs',
  ],
  validatePgBaseBackupApplicationDatabase: ['spec.bootstrap.pg_basebackup'],
  validateBootstrapPgBaseBackupSource: ['spec.bootstrap.pg_basebackup'],
  validateImport: ['spec.bootstrap.initdb.import'],
  validateBootstrapRecoveryDataSource: [
    'spec.bootstrap.recovery.volumeSnapshots',
  ],
  validateSuperuserSecret: ['spec.superuserSecret'],
  validateCerts: ['spec.certificates'],
  validateImagePullPolicy: ['spec.imagePullPolicy'],
  validateMinSyncReplicas: ['spec.minSyncReplicas'],
  validateMaxSyncReplicas: ['spec.maxSyncReplicas'],
  validateEphemeralVolumeSource: ['spec.ephemeralVolumeSource'],
  validateTablespaceStorageSize: ['spec.tablespaces'],
  validateTablespaceNames: ['spec.tablespaces'],
  validateTablespaceBackupSnapshot: ['spec.tablespaces'],
  validateTablespacesChange: ['spec.tablespaces'],
  validateTolerations: ['spec.affinity.tolerations'],
  validateReplicaMode: ['spec.replica'],
  validateReplicaClusterChange: ['spec.replica'],
  validatePromotionToken: ['spec.replica'],
  validateBackupConfiguration: ['spec.backup'],
  validateRetentionPolicy: ['spec.backup'],
  validateFailoverQuorumAlphaAnnotation: ['metadata.annotations'],
  validateHibernationAnnotation: ['metadata.annotations'],
  validatePodPatchAnnotation: ['metadata.annotations'],
  validateLDAP: ['spec.postgresql.ldap'],
  validateReplicationSlots: ['spec.replicationSlots'],
  validateReplicationSlotsChange: ['spec.replicationSlots'],
  validateSynchronizeLogicalDecoding: ['spec.replicationSlots'],
  validateEnv: ['spec.env'],
  validateManagedServices: ['spec.managed'],
  validateManagedRoles: ['spec.managed'],
  validateManagedExtensions: [
    'spec.postgresql.parameters.pg_failover_slots.synchronize_slot_names',
  ],
  validateLivenessPingerProbe: ['spec.probes'],
  validatePodSelectorRefs: ['spec.podSelectorRefs'],
  validateExtensions: ['spec.postgresql.extensions'],
  validateServiceAccountConfig: [
    'spec.serviceAccountName',
    'spec.serviceAccountTemplate',
  ],
  validatePrimaryLease: ['spec.primaryLease'],
  validateUnixPermissionIdentifierChange: [
    'spec.postgresUID',
    'spec.postgresGID',
  ],
  validateWALLevelChange: ['spec.postgresql.parameters.wal_level'],
  validateSyncReplicaElectionConstraint: [
    'spec.postgresql.syncReplicaElectionConstraint',
  ],
  validateSchemas: ['spec.schemas'],
  validateFDWs: ['spec.fdws'],
  validateForeignServers: ['spec.servers'],
};
