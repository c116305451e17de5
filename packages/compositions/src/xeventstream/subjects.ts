/**
 * Whether a message can match both subjects.
 *
 * @remarks
 * In a subject, `*` stands for exactly one part and `>`, at the end, for one or more.
 * @see the NATS documentation, "Subject-Based Messaging"
 */
export function subjectsOverlap(left: string, right: string): boolean {
  const [one, two] = [left.split('.'), right.split('.')];
  const length = Math.max(one.length, two.length);
  for (let index = 0; index < length; index += 1) {
    const [first, second] = [one[index], two[index]];
    if (first === undefined || second === undefined) {
      return false;
    }
    if (first === '>' || second === '>') {
      return true;
    }
    if (first !== '*' && second !== '*' && first !== second) {
      return false;
    }
  }
  return true;
}

/** Whether every message that matches `inner` also matches `outer`. */
export function subjectCovers(outer: string, inner: string): boolean {
  const [wide, narrow] = [outer.split('.'), inner.split('.')];
  const length = Math.max(wide.length, narrow.length);
  for (let index = 0; index < length; index += 1) {
    const [allowed, part] = [wide[index], narrow[index]];
    if (allowed === undefined || part === undefined) {
      return false;
    }
    if (allowed === '>') {
      return true;
    }
    if (part === '>' || (allowed !== '*' && allowed !== part)) {
      return false;
    }
  }
  return true;
}
