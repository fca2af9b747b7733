/* Answers as charts. Nothing moves, and what a chart says is said in words too. */
import {every} from "./conditions.js";
import {NOTHING, number, period, shortPeriod, text} from "./shown.js";

/* Told apart by all kinds of colour vision; the darkest and the lightest change places with the paper. */
const COLOURS = {
  light: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b7280"],
  dark: ["#56b4e9", "#e69f00", "#2fc79b", "#e59bc4", "#f0e442", "#ff8a4c", "#a3adb8"],
};
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle"];
const MOST_BARS = 20;
const MOST_COLUMNS = 8;
const MOST_LINES = 12;
let loading;
const darkness = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();

/** The column whose values stand along the axis. */
const axis = (answer, pivot) => answer.columns.findIndex(column => column.kind === "dimension" && column.name !== pivot);

function places(answer, pivot) {
  const at = axis(answer, pivot);
  return [...new Set(answer.rows.map(row => row[at]))];
}

/** What an answer can be drawn as: time as a line, one dimension as bars; null for a table. */
export function kind(answer, pivot) {
  const shown = answer.columns.filter(column => column.kind === "dimension" && column.name !== pivot);
  if (shown.length !== 1 || !answer.columns.some(column => column.kind === "metric") || !answer.rows.length) return null;
  const across = answer.columns.findIndex(column => column.name === pivot);
  const drawn = shown[0].type === "day" ? "line" : "bar";
  return pivot && new Set(answer.rows.map(row => row[across])).size > (drawn === "line" ? MOST_LINES : COLOURS.light.length) ? null : drawn;
}

/** Columns that would stand too close for their names lie down. */
export const lain = (type, answer, pivot) => type === "column" && kind(answer, pivot) === "bar" && places(answer, pivot).length > MOST_COLUMNS ? "bar" : type;

/** Places along the axis, and a list of values for each series. */
function series(answer, pivot, isTime) {
  const {columns, rows} = answer;
  const at = axis(answer, pivot);
  const across = columns.findIndex(column => column.name === pivot);
  const metrics = columns.map((column, i) => ({...column, i})).filter(column => column.kind === "metric");
  let along = places(answer, pivot);
  if (isTime) {
    along = along.filter(Boolean).map(value => value.slice(0, 10)).sort();
    along = every(along[0], along[along.length - 1], columns[at].grain);
  }
  const same = (a, b) => isTime ? a?.slice(0, 10) === b : a === b;
  const line = (name, metric, belongs) => {
    const found = along.map(place => rows.find(row => same(row[at], place) && belongs(row)));
    return {name, metric, rows: found, values: found.map(row => row ? row[metric.i] : null)};
  };
  if (across < 0) return {places: along, lines: metrics.map(metric => line(metric.label, metric, () => true))};
  const groups = [...new Set(rows.map(row => row[across]))].sort();
  return {places: along, lines: groups.map(group => line(text(group, columns[across]), metrics[0], row => row[across] === group))};
}

/** One axis for each unit, at most two: a third would be read off the wrong one. */
function axes(lines) {
  const firsts = [];
  for (const {metric} of lines) if (!firsts.some(first => first.unit === metric.unit)) firsts.push(metric);
  return firsts.slice(0, 2);
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return {ink: style.getPropertyValue("--ink").trim(), soft: style.getPropertyValue("--soft").trim(), line: style.getPropertyValue("--line").trim(),
    card: style.getPropertyValue("--card").trim(), series: COLOURS[darkness.matches ? "dark" : "light"]};
}

/** A place on an axis: no finer than it is. */
const round = (value, metric) => number(value, metric).replace(/\.0+(?=\D*$)/, "");

const shorten = (words, most) => words.length > most ? words.slice(0, most - 1) + "…" : words;

/** An axis of percents that nears 100 ends there, in round steps. */
function percents(first, lines, type) {
  const values = lines.filter(({metric}) => metric.unit === first.unit).flatMap(one => one.values).filter(value => value !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (first.unit !== "%" || least < 0 || most > 100 || most <= 90) return {};
  const step = type !== "line" || least < 50 ? 25 : least < 80 ? 10 : 5;
  return {min: type === "line" ? Math.min(Math.floor(least / step) * step, 100 - 2 * step) : 0, max: 100, interval: step};
}

/** Lines that the legend takes, at 7 pixels a letter. */
const legendRows = (lines, width) => Math.max(1, Math.ceil(lines.reduce((sum, {name}) => sum + 7 * name.length + 36, 0) / width));

function option(answer, {type, pivot, title, width}) {
  const column = answer.columns[axis(answer, pivot)];
  const isTime = column.type === "day";
  const {places, lines} = series(answer, pivot, isTime);
  const firsts = axes(lines);
  const drawable = lines.filter(one => firsts.some(first => first.unit === one.metric.unit));
  const {ink, soft, line, card, series: palette} = colours();
  const lying = type === "bar";
  const top = drawable.length > 1 ? 24 * legendRows(drawable, width) + (firsts.length > 1 ? 28 : 10) : 12;
  const bare = lying && drawable.length === 1;
  const shown = lying ? Math.min(places.length, MOST_BARS) : places.length;
  const letters = type === "column" ? Math.max(3, Math.floor((width - 60) / shown / 6.5)) : width < 480 ? 16 : 24;
  const name = place => isTime ? period(place, column.grain) : text(place, column);
  const label = place => isTime ? shortPeriod(place, column.grain) : shorten(text(place, column), letters);
  const along = {type: "category", data: places.slice(0, shown), inverse: lying, axisLine: {lineStyle: {color: line}}, axisTick: {show: false},
    axisLabel: {color: lying ? ink : soft, formatter: label, hideOverlap: true, interval: type === "line" ? "auto" : 0}};
  const up = firsts.map((first, i) => ({type: "value", scale: type === "line", ...percents(first, drawable, type), splitLine: {show: !i && !bare, lineStyle: {color: line}},
    name: firsts.length > 1 ? first.label : "", nameTextStyle: {color: soft, align: i ? "right" : "left"},
    axisLabel: {color: soft, formatter: value => round(value, first), show: !bare, hideOverlap: true}, splitNumber: width < 480 ? 3 : 4}));
  return {
    animation: false, color: palette, textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: ink},
    aria: {enabled: true, label: {description: words(title, column, drawable, places, name)}},
    grid: {left: lying ? 22 : 12, right: lying ? 54 : 14, top, bottom: 8, containLabel: true},
    legend: {show: drawable.length > 1, left: 0, top: 0, itemWidth: 18, itemHeight: 9, textStyle: {color: ink}},
    tooltip: {trigger: "axis", renderMode: "richText", confine: true, axisPointer: {type: lying || type === "column" ? "shadow" : "line"},
      backgroundColor: card, borderColor: line, textStyle: {color: ink},
      formatter: points => [name(points[0].axisValue === "" ? null : places[points[0].dataIndex]),
        ...points.map(point => drawable[point.seriesIndex].name + "  " + (point.value === null || point.value === undefined ? NOTHING
          : number(point.value, drawable[point.seriesIndex].metric)))].join("\n")},
    xAxis: lying ? up : along, yAxis: lying ? along : up,
    series: drawable.map((one, i) => ({
      name: one.name, type: type === "line" ? "line" : "bar", data: one.values.slice(0, shown), symbol: SYMBOLS[(i + Math.floor(i / palette.length)) % SYMBOLS.length], symbolSize: 7,
      lineStyle: {width: 2.5, type: i < palette.length ? "solid" : "dashed"},
      barMaxWidth: lying ? 22 : 44, itemStyle: {borderRadius: 2},
      [lying ? "xAxisIndex" : "yAxisIndex"]: firsts.findIndex(first => first.unit === one.metric.unit),
      label: {show: type !== "line" && drawable.length === 1, position: lying ? "right" : "top", color: ink,
        formatter: ({value}) => value === null || value === undefined ? "" : number(value, one.metric)},
    })),
  };
}

/** What the chart shows, for whoever does not see it. */
function words(title, column, lines, places, name) {
  const line = ({name: label, values, metric}) => label + ": " + places.map((place, i) => values[i] === null ? null : name(place) + " " + number(values[i], metric))
    .filter(Boolean).slice(0, 24).join(", ");
  return (title ? title + ", by " : "By ") + column.label + ". " + lines.slice(0, 7).map(line).join(". ") + ".";
}

/** What an answer has beyond its chart, if it has one. */
export function beyond(answer, type, pivot) {
  if (!type) return "";
  const metrics = answer.columns.filter(column => column.kind === "metric");
  const bars = places(answer, pivot).length;
  return [pivot && metrics.length > 1 ? "The chart shows " + metrics[0].label + " only." : "",
    type === "bar" && bars > MOST_BARS ? "The chart shows the first " + MOST_BARS + " of " + bars + "." : ""].filter(Boolean).join(" ");
}

/** Height that lying bars need, in pixels. */
export const height = (answer, pivot, each) => Math.min(places(answer, pivot).length, MOST_BARS) * each + 60;

/** It tells of each place once when it begins to watch it, though nothing has changed. */
const sizes = new ResizeObserver(entries => entries.forEach(({target, contentRect}) => drawn.get(target)?.resize(contentRect)));

/** What draws is the largest file of all: it is called for behind the first questions, so that none waits for it. */
export const library = () => loading ??= import("/deliver/echarts.js");

/** Once the library is there. */
export function draw(place, answer, options) {
  erase(place);
  const chart = echarts.init(place, null, {renderer: "canvas"});
  const show = () => chart.setOption(option(answer, {...options, width: chart.getWidth()}), true);
  show();
  if (options.link) follow(chart, answer, options);
  place.setAttribute("role", "img");
  const resize = ({width, height}) => {
    if (Math.abs(chart.getWidth() - width) < 1 && Math.abs(chart.getHeight() - height) < 1) return;
    chart.resize();
    show();
  };
  drawn.set(place, {resize, show, end: () => chart.dispose()});
  sizes.observe(place);
}

/** A bar or a point leads to the rows behind it, as the numbers of a table do. */
function follow(chart, answer, {pivot, link}) {
  const isTime = answer.columns.some(one => one.kind === "dimension" && one.name !== pivot && one.type === "day");
  chart.on("click", ({seriesName, dataIndex}) => {
    const row = series(answer, pivot, isTime).lines.find(line => line.name === seriesName)?.rows[dataIndex];
    if (row) location.href = link(row);
  });
}

export function erase(place) {
  drawn.get(place)?.end();
  drawn.delete(place);
  sizes.unobserve(place);
}

darkness.addEventListener("change", () => drawn.forEach(chart => chart.show()));
