/** The spec of an XTenant with its defaults applied. */
export interface XTenantSpec {
  displayName: string;
  owner: string;
  quota: { cpu: number; memoryGi: number; storageGi: number; pods: number };
  egress: 'internet' | 'cluster';
  access?: { group: string; role: 'view' | 'operate' }[];
}
