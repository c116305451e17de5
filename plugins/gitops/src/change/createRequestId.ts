/** Makes an id under which a request can be repeated; pages without a secure origin have no `randomUUID`. */
export function createRequestId(purpose: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const digits = [...bytes].map(byte => byte.toString(16).padStart(2, '0'));
  return `${purpose}-${digits.join('')}`;
}
