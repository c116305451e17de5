/** Writes scenarios as a test file of `promtool test rules`: at each time every alert either fires as said, or does not. */
export function toPromtoolTests(scenarios, groups) {
  const rules = groups.flatMap(group => group.rules);
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: scenarios.map(({ name, series, quiet = [], fires = {} }) => ({
      name,
      interval: '1m',
      input_series: Object.entries(series)
        .filter(([, values]) => values !== undefined)
        .map(([key, values]) => ({ series: key, values })),
      alert_rule_test: [...new Set([...quiet, ...Object.values(fires).flat()])]
        .sort((a, b) => a - b)
        .flatMap(minutes =>
          rules.map(rule => ({
            eval_time: `${minutes}m`,
            alertname: rule.alert,
            exp_alerts: (fires[rule.alert] ?? []).includes(minutes)
              ? [expectation(rule)]
              : [],
          })),
        ),
    })),
  };
}

function expectation({ alert, labels, annotations }) {
  return {
    exp_labels: {
      ...labels,
      ...(alert === 'PostgresVolumeAlmostFull'
        ? { persistentvolumeclaim: 'shop-pg-1' }
        : {}),
    },
    exp_annotations: annotations,
  };
}
