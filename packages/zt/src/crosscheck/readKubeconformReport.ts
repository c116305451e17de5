import { listAt, textAt } from '../plain';

/** What kubeconform says about the objects that it did not accept, and how many it was given. */
export interface KubeconformReport {
  checked: number;
  problems: string[];
}

/**
 * Reads the report of `kubeconform -output json -verbose`.
 *
 * @throws Error if the text is no report.
 */
export function readKubeconformReport(text: string): KubeconformReport {
  const report: unknown = JSON.parse(text);
  const resources = listAt(report, 'resources');
  return {
    checked: resources.length,
    problems: resources
      .filter(resource => textAt(resource, 'status') !== 'statusValid')
      .map(
        resource =>
          `${textAt(resource, 'filename')}: ${textAt(
            resource,
            'kind',
          )} "${textAt(resource, 'name')}": ${
            textAt(resource, 'msg') || textAt(resource, 'status')
          }`,
      ),
  };
}
