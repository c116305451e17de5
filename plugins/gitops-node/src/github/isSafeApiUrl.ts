/** Whether credentials may be sent to the address of a REST API: nobody on the way can read along, or there is no way. */
export function isSafeApiUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = ['localhost', '127.0.0.1'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
}
