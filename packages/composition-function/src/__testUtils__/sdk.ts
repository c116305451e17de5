/**
 * The SDK for tests. Jest cannot import ES modules at run time, but it can translate them: see `moduleNameMapper` in package.json, and the
 * `id` there, without which a run over all packages takes the mapping of whichever package came first.
 */
import * as sdk from '@crossplane-org/function-sdk-typescript';

export { sdk };
