import { listAt, stringAt } from '@zerotouch/compositions';

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
      .filter(resource => stringAt(resource, 'status') !== 'statusValid')
      .map(
        resource =>
          `${stringAt(resource, 'filename')}: ${stringAt(
            resource,
            'kind',
          )} "${stringAt(resource, 'name')}": ${
            stringAt(resource, 'msg') || stringAt(resource, 'status')
          }`,
      ),
  };
}
