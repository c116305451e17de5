import { accessLabel } from '../compose/mainObject';
import { Place } from './Place';

/** Says in a few words why a connection that passes is there; it decides nothing. */
export function whyConnected(from: Place, to: Place): string {
  const sender = from.node;
  const receiver = to.node;
  if (sender.id === receiver.id) {
    return 'its own instances';
  }
  if (from.entity === 'ingress') {
    return 'public requests through the gateway';
  }
  if (to.isInternet) {
    return 'the tenant may reach the internet';
  }
  if (to.hostname !== undefined) {
    return 'a host that the claim needs';
  }
  if (to.entity === 'kube-apiserver') {
    return 'the Kubernetes API';
  }
  if (to.pod?.labels['k8s-app'] === 'kube-dns') {
    return 'name resolution';
  }
  if (receiver.type === 'platform') {
    return `a service of the platform`;
  }
  if (sender.type === 'platform') {
    return 'the platform watches and operates it';
  }
  if (isClient(from, to)) {
    return 'its claim names this one';
  }
  return sender.tenant === receiver.tenant
    ? 'the same tenant'
    : 'its claim admits the other tenant';
}

/** Whether the sender carries a label by which the receiver's policy admits it. */
function isClient(from: Place, to: Place): boolean {
  const labels = Object.values(to.pod?.labels ?? {});
  return labels.some(value => from.pod?.labels[accessLabel(value)] === 'true');
}
