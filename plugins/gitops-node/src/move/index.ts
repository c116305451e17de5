export * from './moveToGitHub';
