/* An answer as a table: a pivot becomes columns, a number leads to the rows behind it. */
import {element} from "./elements.js";
import {text} from "./shown.js";

const isNumber = column => column.kind === "metric" || column.type === "number";

/** Rows by their dimensions and columns by the values of the pivot, each in the order in which they come; periods in their own. */
function spread({columns, rows}, pivot) {
  const at = columns.findIndex(column => column.name === pivot);
  const keys = columns.map((column, i) => i).filter(i => i !== at && columns[i].kind === "dimension");
  const metrics = columns.map((column, i) => i).filter(i => columns[i].kind === "metric");
  const values = [...new Set(rows.map(row => row[at]))];
  if (columns[at].type === "day") values.sort();
  const lines = new Map();
  for (const row of rows) {
    const key = JSON.stringify(keys.map(i => row[i]));
    if (!lines.has(key)) lines.set(key, {keys: keys.map(i => row[i]), rows: new Map()});
    lines.get(key).rows.set(row[at], row);
  }
  return {at, keys, metrics, values, lines: [...lines.values()]};
}

function head(column, {sorts = [], onSort}, span) {
  const sorted = sorts.map(sort => sort.split(" ")).find(([name]) => name === column.name);
  const way = sorted ? sorted[1] === "desc" ? "descending" : "ascending" : null;
  const label = onSort ? element("button", {type: "button", class: "sort", "data-kept": "sort " + column.name, onclick: () => onSort(column.name, way)}, column.label) : column.label;
  return element("th", {scope: "col", class: isNumber(column) ? "figure" : null, "aria-sort": way, title: column.description, ...span}, label);
}

function cell(value, column, link) {
  const shown = text(value, column);
  const content = link && value !== null && value !== undefined ? element("a", {href: link, title: "The rows behind it"}, shown) : shown;
  return element("td", {class: isNumber(column) ? "figure" : column.type === "day" ? "when" : null}, content);
}

const total = (columns, totals) => columns.map((column, i) => column.kind === "metric" ? cell(totals[i], column) : element(i ? "td" : "th", {}, i ? "" : "Total"));

function long(answer, options) {
  const {columns, rows, totals} = answer;
  return [
    element("thead", {}, element("tr", {}, ...columns.map(column => head(column, options)))),
    element("tbody", {}, ...rows.map(row => element("tr", {}, ...columns.map((column, i) => cell(row[i], column, column.kind === "metric" && options.link?.(row)))))),
    totals && columns.some(column => column.kind === "dimension") ? element("tfoot", {}, element("tr", {}, ...total(columns, totals))) : null,
  ];
}

function wide(answer, options) {
  const {columns} = answer;
  const {at, keys, metrics, values, lines} = spread(answer, options.pivot);
  const single = metrics.length === 1;
  const above = value => element("th", {scope: single ? "col" : "colgroup", colspan: single ? null : metrics.length, class: single ? "figure" : "over",
    title: text(value, columns[at]) + (single ? ": " + columns[metrics[0]].label : "")}, element("span", {}, text(value, columns[at])));
  const below = options.pivotTotals;
  const sum = value => below.rows.find(row => row[0] === value) || [];
  return [
    element("thead", {},
      element("tr", {}, ...keys.map(i => head(columns[i], options, {rowspan: single ? null : 2})), ...values.map(above)),
      single ? null : element("tr", {}, ...values.flatMap(() => metrics.map(i => head(columns[i], options))))),
    element("tbody", {}, ...lines.map(line => element("tr", {}, ...line.keys.map((value, i) => cell(value, columns[keys[i]])),
      ...values.flatMap(value => metrics.map(i => cell(line.rows.get(value)?.[i], columns[i], line.rows.has(value) && options.link?.(line.rows.get(value)))))))),
    below && keys.length ? element("tfoot", {}, element("tr", {}, ...keys.map((key, i) => element(i ? "td" : "th", {}, i ? "" : "Total")),
      ...values.flatMap(value => metrics.map((i, place) => cell(sum(value)[place + 1], columns[i]))))) : null,
  ];
}

/**
 * options: caption, pivot, pivotTotals (answer of pivot and metrics alone), sorts, onSort(name, way), link(row) to the rows behind it.
 */
export function table(answer, options = {}) {
  if (!answer.rows.length) return element("p", {class: "nothing"}, "There is nothing for these filters.");
  const parts = options.pivot ? wide(answer, options) : long(answer, options);
  return element("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": options.caption || "Table"},
    element("table", {}, ...parts));
}

