/* A question is put together by ticking; its address is the state of the page. */
import {ask, download, get} from "./ask.js";
import {beyond, draw, erase, height, kind, library} from "./chart.js";
import {$, count, element, keepingFocus} from "./elements.js";
import {control} from "./filters.js";
import {fresh, refused, silent, ways} from "./frame.js";
import {behind, below, dimension, fromAddress, toAddress} from "./question.js";
import {table} from "./table.js";

const LIMITS = [100, 500, 1000, 5000];
let model, explore, question, latest = 0;

const isMetric = name => explore.metrics.some(metric => metric.name === name);

const go = changes => location.hash = toAddress({...question, ...changes});

/** What an explore shows to whoever only opens it: its first numbers, week by week. */
function first(chosen) {
  const time = chosen.dimensions.find(one => one.name === chosen.time);
  const by = time && time.grains.includes("week") ? time.name + "__week" : chosen.dimensions[0].name;
  return {explore: chosen.name, fields: [by, ...chosen.metrics.slice(0, 2).map(metric => metric.name)],
    filters: {...chosen.filters, ...(time ? {[time.name]: "last 12 complete weeks"} : {})}, sorts: time ? [by + " desc"] : [], totals: true};
}

function toggle(name, ticked) {
  const {fields} = question;
  const place = isMetric(name) ? fields.length : fields.filter(field => !isMetric(field)).length;
  const next = ticked ? fields.toSpliced(place, 0, name) : fields.filter(field => field !== name);
  go({fields: next, pivots: question.pivots.filter(pivot => next.includes(pivot)), sorts: question.sorts.filter(sort => next.includes(sort.split(" ")[0]))});
}

function tick(name, label, description) {
  return element("li", {"data-words": (label + " " + (description || "")).toLowerCase()},
    element("label", {title: description}, element("input", {type: "checkbox", value: name, "data-kept": "tick " + name, checked: question.fields.includes(name) ? "" : null,
      onchange: event => toggle(name, event.currentTarget.checked)}), " " + label));
}

function filterButton({name, label}) {
  return name in question.filters ? null : element("button", {type: "button", class: "quiet", "aria-label": "Filter by " + label, title: "Filter by " + label,
    onclick: () => adding(name)}, "filter");
}

function tickedDimension(one) {
  const line = one.grains?.length ? element("li", {"data-words": one.label.toLowerCase()}, element("span", {title: one.description}, one.label), element("ul", {class: "grains"},
    ...one.grains.map(grain => tick(one.name + "__" + grain, grain)))) : tick(one.name, one.label, one.description);
  line.append(filterButton(one) || "");
  return line;
}

function ticks() {
  $("#ticks").replaceChildren(
    element("h2", {}, "Numbers"), element("ul", {}, ...explore.metrics.map(one => tick(one.name, one.label, one.description))),
    element("h2", {}, "By"), element("ul", {}, ...explore.dimensions.map(tickedDimension)));
  narrow();
}

/** Fields whose words hold what is searched for. */
function narrow() {
  const sought = $("#search").value.trim().toLowerCase();
  document.querySelectorAll("#ticks > ul > li").forEach(line => line.hidden = !line.dataset.words.includes(sought));
}

const typed = name => explore.dimensions.find(one => one.name === name) || {...explore.metrics.find(one => one.name === name), type: "number"};

function filter(name, condition) {
  const change = text => {
    const filters = {...question.filters};
    delete filters[name];
    if (text) filters[name] = text;
    go({filters});
  };
  return control({label: typed(name).label || name, explore: explore.name, field: name, type: typed(name).type, condition, onChange: change,
    onRemove: () => name in question.filters ? change(null) : show()});
}

/** A filter is no part of the question before it has a condition. */
function adding(name) {
  const added = $("#filters [data-filter=" + CSS.escape(name) + "]") || $("#filters").appendChild(filter(name, null));
  added.open = true;
  added.firstElementChild.focus();
}

/** While a form is being filled in, the filters stay as they are. */
function filters() {
  if (!$("#filters details[open]")) keepingFocus("data-kept", () => $("#filters").replaceChildren(...Object.entries(question.filters).map(([name, condition]) => filter(name, condition))));
}

const choose = (select, choices, chosen) => {
  select.replaceChildren(...choices.map(([value, words]) => element("option", {value}, words)));
  select.value = chosen;
};

function tools() {
  const by = question.fields.filter(field => !isMetric(field));
  const label = field => typed(dimension(field)).label + (field.includes("__") ? ", " + field.split("__")[1] : "");
  choose($("#pivot"), [["", "nothing"], ...(by.length > 1 ? by : []).map(field => [field, label(field)])], question.pivots[0] || "");
  choose($("#limit"), LIMITS.map(limit => [limit, limit.toLocaleString("en")]), question.limit);
  $("#totals").checked = question.totals;
}

function sort(name, way) {
  go({sorts: way === "descending" ? [name + " asc"] : way === "ascending" ? [] : [name + " desc"]});
}

async function answer() {
  const mine = ++latest;
  $("#told").hidden = true;
  $("#answer").setAttribute("aria-busy", "true");
  try {
    const [answered, pivotTotals] = await Promise.all([ask("/api/query", question), below(question, explore), library()]);
    if (mine === latest) shown(answered, pivotTotals);
  } catch (refusal) {
    if (mine !== latest) return;
    chart(null);
    $("#more").hidden = $("#sql").hidden = true;
    $("#table").replaceChildren(refused(refusal));
  } finally {
    if (mine === latest) $("#answer").removeAttribute("aria-busy");
  }
}

/** Ways to the rows behind numbers, unless these are the rows. */
function links(answered) {
  return explore.drill.length && explore.drill.join() !== question.fields.join() ? row => toAddress(behind(question, answered.columns, row, explore)) : null;
}

function chart(answered) {
  const [pivot] = question.pivots;
  const type = answered && kind(answered, pivot);
  $("#chart").hidden = !type;
  if (!type) return erase($("#chart"));
  $("#chart").style.height = (type === "bar" ? height(answered, pivot, pivot ? 44 : 28) : 300) + "px";
  draw($("#chart"), answered, {type, pivot, title: explore.label, link: links(answered)});
}

function shown(answered, pivotTotals) {
  const [pivot] = question.pivots;
  chart(answered);
  const notes = [answered.truncated ? "Only the first " + count(answered.rows.length, "row") + " are shown." : "",
    beyond(answered, kind(answered, pivot), pivot)].filter(Boolean);
  $("#more").textContent = notes.join(" ");
  $("#more").hidden = !notes.length;
  keepingFocus("data-kept", () => $("#table").replaceChildren(table(answered, {caption: explore.label, pivot, pivotTotals, sorts: question.sorts, onSort: sort, link: links(answered)})));
  fresh([answered]);
  $("#sql pre").textContent = answered.sql;
  $("#sql").hidden = !answered.sql;
}

function show() {
  const asked = fromAddress();
  explore = model.explores.find(one => one.name === asked.explore);
  if (!asked.explore || !explore) {
    if (asked.explore) silent({message: "There is no explore " + asked.explore + ".", remedy: "Choose one of the list."});
    explore = explore || model.explores[0];
    return history.replaceState(null, "", toAddress(first(explore))), show();
  }
  question = asked;
  $("#explores").value = explore.name;
  $("#about").textContent = explore.description || "";
  keepingFocus("data-kept", ticks);
  filters();
  tools();
  if (question.fields.length) return answer();
  chart(null);
  $("#table").replaceChildren(element("p", {class: "nothing"}, "Tick a number, and what it is to be shown by."));
}

async function copy() {
  await navigator.clipboard.writeText(location.href).then(() => tell("The link is copied: it opens this very view."), () => tell("The link to this view is the address of the page."));
}

function tell(words) {
  $("#told").textContent = words;
  $("#told").hidden = false;
}

async function start() {
  model = await get("/api/model");
  ways(model, "explore");
  choose($("#explores"), model.explores.map(one => [one.name, one.label]), "");
  $("#fields").open = matchMedia("(min-width: 900px)").matches;
  $("#explores").addEventListener("change", event => location.hash = toAddress(first(model.explores.find(one => one.name === event.target.value))));
  $("#search").addEventListener("input", narrow);
  $("#pivot").addEventListener("change", event => go({pivots: event.target.value ? [event.target.value] : []}));
  $("#totals").addEventListener("change", event => go({totals: event.target.checked}));
  $("#limit").addEventListener("change", event => go({limit: Number(event.target.value)}));
  $("#link").addEventListener("click", copy);
  $("#csv").addEventListener("click", () => download("/api/query.csv", question, question.explore + ".csv").catch(refusal => tell(refusal.message + " " + refusal.remedy)));
  addEventListener("hashchange", () => {
    silent();
    show();
  });
  show();
}

start().catch(silent);
