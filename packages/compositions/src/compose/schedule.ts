/** The five fields of a cron expression as sets of matching numbers; undefined for a field that matches always. */
type CronField = Set<number> | undefined;

const DAY_S = 86_400;
/** Lowest and highest number of minute, hour, day, month and weekday; the operators refuse 7 for Sunday. */
const LIMITS: [number, number][] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];

/**
 * The longest time between two runs of a five-field cron expression, in seconds.
 *
 * @remarks
 * Looks at a fixed run of four years, so that it needs no clock. An expression that never runs, or cannot be read, gives a day.
 */
export function longestInterval(schedule: string): number {
  if (!isSchedule(schedule)) {
    return DAY_S;
  }
  const texts = schedule.split(' ');
  const [minutes, hours, days, months, weekdays] = texts.map((text, index) =>
    toField(text, LIMITS[index]),
  );
  const times = timesOfDay(minutes, hours);
  const either = !hasStar(texts[2]) && !hasStar(texts[4]);
  const dayGap = longestDayGap({ days, months, weekdays, either });
  if (times.length === 0 || dayGap === undefined) {
    return DAY_S;
  }
  const first = times[0];
  const last = times[times.length - 1];
  const overnight = dayGap * DAY_S - last + first;
  const within = times
    .slice(1)
    .map((time, index) => time - times[index])
    .reduce((longest, gap) => Math.max(longest, gap), 0);
  return Math.max(overnight, within);
}

/** Whether a text is a cron expression of five fields whose numbers are in range; names such as MON are not understood. */
export function isSchedule(text: string): boolean {
  const fields = text.split(' ');
  return (
    fields.length === LIMITS.length &&
    fields.every((field, index) =>
      field.split(',').every(part => isPart(part, LIMITS[index])),
    )
  );
}

function isPart(part: string, [low, high]: [number, number]): boolean {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) {
    return false;
  }
  const from = Number(match[1] ?? low);
  const to = Number(match[2] ?? match[1] ?? high);
  const step = Number(match[3] ?? 1);
  return low <= from && from <= to && to <= high && step >= 1;
}

/** A star, even one with a step, makes day and weekday hold together; without any, one of them suffices. */
function hasStar(text: string): boolean {
  return text.split(',').some(part => part.startsWith('*'));
}

function toField(field: string, [low, high]: [number, number]): CronField {
  if (field === '*') {
    return undefined;
  }
  const matching = new Set<number>();
  for (const part of field.split(',')) {
    const [range, step = '1'] = part.split('/');
    const [from, to] = range === '*' ? [low, high] : bounds(range, high, part);
    const stride = Number(step);
    for (let value = from; value <= Math.min(to, high); value += stride) {
      matching.add(value);
    }
  }
  return matching;
}

function bounds(range: string, high: number, part: string): [number, number] {
  const [from, to] = range.split('-').map(Number);
  return [from, to ?? (part.includes('/') ? high : from)];
}

function timesOfDay(minutes: CronField, hours: CronField): number[] {
  const times: number[] = [];
  for (let hour = 0; hour < 24; hour++) {
    for (let minute = 0; minute < 60; minute++) {
      if ((hours?.has(hour) ?? true) && (minutes?.has(minute) ?? true)) {
        times.push(hour * 3600 + minute * 60);
      }
    }
  }
  return times;
}

function longestDayGap(fields: {
  days: CronField;
  months: CronField;
  weekdays: CronField;
  either: boolean;
}): number | undefined {
  const { days, months, weekdays, either } = fields;
  if (!days && !months && !weekdays) {
    return 1;
  }
  let previous: number | undefined;
  let longest: number | undefined;
  for (let day = 0; day < 4 * 366; day++) {
    const date = new Date(Date.UTC(2024, 0, 1 + day));
    const onWeekday = weekdays?.has(date.getUTCDay()) ?? true;
    const onDate = days?.has(date.getUTCDate()) ?? true;
    const onDay = either ? onDate || onWeekday : onDate && onWeekday;
    if (onDay && (months?.has(date.getUTCMonth() + 1) ?? true)) {
      longest =
        previous === undefined
          ? longest
          : Math.max(longest ?? 0, day - previous);
      previous = day;
    }
  }
  return longest;
}
