/** Signs in as the guest of the embedded default and returns a `fetch` for JSON that throws on any answer but 2xx. */
export async function signIn(url) {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!response.ok) throw new Error(`Sign-in answered ${response.status}`);
  const { backstageIdentity } = await response.json();
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(
        `${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`,
      );
    return text ? JSON.parse(text) : undefined;
  };
}

/** Returns the value below which the given share of the values lies (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  ];
}
