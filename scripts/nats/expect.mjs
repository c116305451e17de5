import assert from 'node:assert/strict';

/** Prints one line of the transcript. */
export function say(text) {
  console.log(text);
}

/** A line that begins a part of the transcript. */
export function part(title) {
  say(`\n${title}`);
}

/** Expects that `work` is refused, for a reason that matches; prints what was said. */
export async function refused(what, reason, work) {
  let error;
  try {
    await work();
  } catch (caught) {
    error = caught;
  }
  assert.ok(error, `${what} was not refused`);
  const said = [...new Set([error.message, error.cause?.message])]
    .filter(Boolean)
    .join(': ');
  assert.match(said, reason, `${what}: ${said}`);
  say(`  refused  ${what} – ${said}`);
}

/** Prints what was seen to be so. */
export function seen(text) {
  say(`  seen     ${text}`);
}
