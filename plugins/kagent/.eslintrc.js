module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The gitops plugin owns the ref of its API; this plugin shares nothing else with it.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedTargetPackages: ['@zerotouch/plugin-gitops'] },
    ],
  },
});
