export * from './GitHubForge';
export * from './GitHubSettings';
export * from './errors';
export * from './isSafeApiUrl';
