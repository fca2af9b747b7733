/* The conditions of filters: as they are written, as a form holds them, and in words. */
export const UNITS = ["days", "weeks", "months", "quarters"];
const DAY = /^\d{4}-\d\d-\d\d$/;
const EMPTY = "NULL";

/** The values of a list; a comma, a quote and what would mean something else are quoted. */
const split = text => [...text.matchAll(/\s*(-?)(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
  .map(([, not, quoted, plain]) => ({not: not === "-", value: quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"')}))
  .filter(({value}) => value !== "");

const quote = value => /^$|[,"%]|^[-<>=\s]|\s$|^NULL$|^last |\bto\b/i.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value;

export const KINDS = {
  text: [["any", "is"], ["not", "is not"], ["contains", "contains"], ["empty", "is empty"], ["filled", "is not empty"]],
  number: [["atLeast", "is at least"], ["below", "is below"], ["between", "is between"], ["empty", "is empty"], ["filled", "is not empty"]],
  day: [["last", "is in the last"], ["dates", "is between"], ["empty", "is empty"], ["filled", "is not empty"]],
  flag: [["any", "is"]],
};

/** A condition as a form holds it; one that no form knows keeps its own words. */
export function read(text, type) {
  const last = /^last (?:(\d+) )?(complete )?(day|week|month|quarter)s?$/.exec(text);
  const span = /^(\S+) to (\S+)$/.exec(text);
  const bound = /^(>=|<)\s*(-?[\d.]+)$/.exec(text);
  if (text === EMPTY) return {kind: "empty", values: []};
  if (text === "-" + EMPTY) return {kind: "filled", values: []};
  if (type === "day" && last) return {kind: "last", values: [last[1] || "1", last[3] + "s", last[2] ? "complete" : ""]};
  if (type === "day" && span && DAY.test(span[1]) && DAY.test(span[2])) return {kind: "dates", values: span.slice(1)};
  if (type === "number" && span) return {kind: "between", values: span.slice(1)};
  if (type === "number" && bound) return {kind: bound[1] === "<" ? "below" : "atLeast", values: [bound[2]]};
  if (type === "text" && /^%[^%,"]+%$/.test(text)) return {kind: "contains", values: [text.slice(1, -1)]};
  const list = split(text);
  if (["text", "flag"].includes(type) && !list.some(one => one.not)) return {kind: "any", values: list.map(one => one.value)};
  if (type === "text" && list.every(one => one.not)) return {kind: "not", values: list.map(one => one.value)};
  return {kind: "own", values: [text]};
}

/** The condition as it is sent; null while the form is not filled in. */
export function write({kind, values}) {
  if (kind === "empty") return EMPTY;
  if (kind === "filled") return "-" + EMPTY;
  if (!values.length || values[0] === "" || (["between", "dates"].includes(kind) && !values[1])) return null;
  switch (kind) {
    case "any": return values.map(quote).join(",");
    case "not": return values.map(value => "-" + quote(value)).join(",");
    case "contains": return "%" + values[0] + "%";
    case "atLeast": return ">=" + values[0];
    case "below": return "<" + values[0];
    case "between": case "dates": return values[0] + " to " + values[1];
    case "last": return "last " + values[0] + " " + (values[2] ? "complete " : "") + values[1];
    default: return values[0];
  }
}

export const equal = value => value === null ? EMPTY : quote(String(value));

function span([number, units, complete]) {
  const unit = (complete ? "complete " : "") + (number === "1" ? units.slice(0, -1) : units);
  return number === "1" ? "last " + unit : "last " + number + " " + unit;
}

export function inWords(text, type) {
  const {kind, values} = read(text, type);
  switch (kind) {
    case "any": return values.join(" or ");
    case "not": return "not " + values.join(", not ");
    case "contains": return "contains “" + values[0] + "”";
    case "atLeast": return "at least " + values[0];
    case "below": return "below " + values[0];
    case "between": case "dates": return values.join(" to ");
    case "last": return span(values);
    case "empty": return "empty";
    case "filled": return "not empty";
    default: return text;
  }
}

const iso = date => date.toISOString().slice(0, 10);

const plus = (date, days) => new Date(date.getTime() + days * 86400000);

const START = {
  days: date => date,
  weeks: date => plus(date, -((date.getUTCDay() + 6) % 7)),
  months: date => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth())),
  quarters: date => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - date.getUTCMonth() % 3)),
};

const back = (date, number, unit) => unit === "days" ? plus(date, -number) : unit === "weeks" ? plus(date, -7 * number)
  : new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - number * (unit === "months" ? 1 : 3), 1));

/** The span of the same length before a "last N complete …"; null for any other condition. */
export function before(text, today = new Date()) {
  const {kind, values: [number, unit, complete]} = read(text, "day");
  if (kind !== "last" || !complete) return null;
  const end = back(START[unit](new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()))), Number(number), unit);
  return {condition: iso(back(end, Number(number), unit)) + " to " + iso(plus(end, -1)),
    words: number === "1" ? unit.slice(0, -1) + " before" : number + " " + unit + " before"};
}

/** The days that a value of a grain stands for. */
export function days(value, grain) {
  const start = new Date(value.slice(0, 10) + "T00:00:00Z");
  const end = {week: () => plus(start, 6), month: () => plus(back(start, -1, "months"), -1), quarter: () => plus(back(start, -1, "quarters"), -1)}[grain];
  return iso(start) + " to " + iso(end ? end() : start);
}

/** All values of a grain from the first to the last. */
export function every(first, last, grain) {
  const made = [];
  for (let day = new Date(first + "T00:00:00Z"); iso(day) <= last && made.length < 1000; day = back(day, -1, (grain || "day") + "s")) made.push(iso(day));
  return made;
}
