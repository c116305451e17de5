/**
 * The official SDK; only its protobuf types and converters are used. It is an ES module, which CommonJS can only import at run time.
 *
 * @remarks
 * Never use its `setDesired*` and `update*` functions: they merge lists, so that `["-v", "1", "-w", "1"]` loses its last item and the
 * containers of two steps are put together. Never use its `serve`: it accepts clients without a certificate.
 */
export type Sdk = typeof import('@crossplane-org/function-sdk-typescript');

/** Loads the SDK; the second call gives the same object. */
export function loadSdk(): Promise<Sdk> {
  return import('@crossplane-org/function-sdk-typescript');
}
