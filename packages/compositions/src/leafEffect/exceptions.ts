/**
 * Fields that change no composed object in any valid claim, and why they exist all the same. The test fails for a field that is missing
 * here, and for one here that has an effect.
 */
export const leafEffectExceptions: Record<string, string> = {};
