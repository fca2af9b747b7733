/* A question is the address of its answer: what stands behind # can be sent to anybody. */
import {ask} from "./ask.js";
import {days, equal} from "./conditions.js";

const list = text => text ? text.split(",") : [];

export const dimension = field => field.split("__")[0];

export function fromAddress(hash = location.hash) {
  const words = new URLSearchParams(hash.slice(1));
  const filters = {};
  for (const [name, value] of words) if (name.startsWith("filter.")) filters[name.slice(7)] = value;
  return {explore: words.get("explore"), fields: list(words.get("fields")), pivots: list(words.get("pivots")), filters, sorts: list(words.get("sorts")),
    limit: Number(words.get("limit")) || 500, totals: words.get("totals") === "yes"};
}

export function toAddress({explore, fields, pivots = [], filters = {}, sorts = [], limit, totals}) {
  const words = new URLSearchParams({explore, fields: fields.join(",")});
  if (pivots.length) words.set("pivots", pivots.join(","));
  for (const [name, value] of Object.entries(filters)) words.set("filter." + name, value);
  if (sorts.length) words.set("sorts", sorts.join(","));
  if (limit && limit !== 500) words.set("limit", limit);
  if (totals) words.set("totals", "yes");
  return "#" + words;
}

/** The rows behind a number: the explore's own fields, narrowed to where the number stands; conditions on numbers do not reach rows. */
export function behind(question, columns, row, explore) {
  const filters = Object.fromEntries(Object.entries(question.filters || {}).filter(([name]) => !explore.metrics.some(metric => metric.name === name)));
  columns.forEach((column, i) => {
    if (column.kind !== "dimension") return;
    filters[dimension(column.name)] = column.type === "day" && row[i] !== null ? days(row[i], column.grain) : equal(row[i]);
  });
  return {explore: explore.name, fields: explore.drill, filters};
}

/** The total of each column of a pivot, where totals are wanted: what columns have in common is no sum of them. */
export function below(question, explore) {
  const [pivot] = question.pivots;
  const fields = [pivot, ...question.fields.filter(field => explore?.metrics.some(metric => metric.name === field))];
  return pivot && question.totals ? ask("/api/query", {...question, fields, sorts: [], totals: false}) : null;
}
