/**
 * The SDK for tests. Jest cannot import ES modules at run time, but it can translate them: see `moduleNameMapper` in package.json.
 */
import * as sdk from '@crossplane-org/function-sdk-typescript';

export { sdk };
