/* Values as a reader reads them. */
export const NOTHING = "–";
const utc = options => new Intl.DateTimeFormat("en-GB", {...options, timeZone: "UTC"});
const DAY = utc({day: "numeric", month: "short", year: "numeric"});
const SHORT_DAY = utc({day: "numeric", month: "short"});
const MONTH = utc({month: "short", year: "numeric"});

const instant = value => new Date(value.length === 10 ? value + "T00:00:00Z" : value);

export const day = value => DAY.format(instant(value));

/** A week by its Monday and Sunday, a quarter by its number. */
export function period(value, grain) {
  const start = instant(value);
  if (grain === "month") return MONTH.format(start);
  if (grain === "quarter") return "Q" + (Math.floor(start.getUTCMonth() / 3) + 1) + " " + start.getUTCFullYear();
  return grain === "week" ? DAY.formatRange(start, new Date(start.getTime() + 6 * 86400000)) : day(value);
}

export const shortPeriod = (value, grain) => ["month", "quarter"].includes(grain) ? period(value, grain) : SHORT_DAY.format(instant(value));

/** The digits that a pattern such as +#,##0.0;-#,##0.0 asks for. */
function digits(pattern) {
  const [, sign, whole, decimals = ""] = /([+]?)([#,0]*)(?:\.([0#]+))?/.exec(pattern);
  return {signDisplay: sign ? "exceptZero" : "auto", useGrouping: whole.includes(","), minimumFractionDigits: decimals.replaceAll("#", "").length, maximumFractionDigits: decimals.length};
}

const formats = new Map();

/** Made once a pattern: making it costs more than a hundred numbers. */
function format(pattern) {
  if (!formats.has(pattern)) formats.set(pattern, new Intl.NumberFormat("en", digits(pattern)));
  return formats.get(pattern);
}

/** A number with its unit, as the column says; a value of a dimension is shown as it is. */
export function number(value, {format: pattern, unit}) {
  const shown = format(pattern || "#,##0.##").format(value);
  return unit ? shown + (unit === "%" ? "" : "\u00a0") + unit : shown;
}

export function text(value, column) {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (column.type === "day" && typeof value === "string") return period(value, column.grain);
  return typeof value === "number" ? number(value, column) : String(value);
}

/** The change of a number, and whether it is a good one; that of a percent is in points. */
export function change(now, then, {format, unit, good}) {
  const points = unit === "%";
  const shown = number(Math.abs(now - then), {format: format.replace("+", ""), unit: points ? "" : unit});
  if (!/[1-9]/.test(shown)) return {words: "unchanged", mood: ""};
  const mood = good ? (now > then) === (good === "up") ? "good" : "bad" : "";
  return {words: (now > then ? "▲ " : "▼ ") + shown + (points ? " points" : ""), mood};
}
