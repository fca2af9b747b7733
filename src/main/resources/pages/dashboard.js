/* A dashboard: each tile is a question, narrowed by the filters that it listens to. */
import {get} from "./ask.js";
import {$, element} from "./elements.js";
import {control} from "./filters.js";
import {fresh, silent, ways} from "./frame.js";
import {subscribe} from "./subscribe.js";
import {tile} from "./tile.js";

let model, dashboard, latest = 0;

const words = () => new URLSearchParams(location.hash.slice(1));

/** What stands in the address holds, else what the dashboard begins with; "any" is said by an empty value. */
const condition = filter => words().get("filter." + filter.name) ?? filter.default ?? "";

const conditions = () => Object.fromEntries(dashboard.filters.map(filter => [filter.name, condition(filter)]));

/** What a person may not see is no filter of theirs. */
const known = ({explore, field}) => model.explores.some(one => one.name === explore && (one.dimensions.some(({name}) => name === field) || one.metrics.some(({name}) => name === field)));

function type({explore, field}) {
  const found = model.explores.find(one => one.name === explore);
  return found.dimensions.find(one => one.name === field)?.type || "number";
}

function filterOf(filter) {
  const narrow = text => {
    const next = words();
    next.set("filter." + filter.name, text || "");
    location.hash = next;
  };
  return control({label: filter.title, explore: filter.explore, field: filter.field, type: type(filter), condition: condition(filter) || null, onChange: narrow});
}

/** While a form is being filled in, the filters stay as they are. */
function filters() {
  if (!$("#filters details[open]")) $("#filters").replaceChildren(...dashboard.filters.filter(known).map(filterOf));
}

async function tiles() {
  const mine = ++latest;
  const made = dashboard.elements.map(one => tile(one, conditions(), model));
  $("#tiles").replaceChildren(...made.map(one => one.card));
  const answers = await Promise.all(made.map(one => one.fill()));
  if (mine === latest) fresh(answers.filter(Boolean));
}

const named = name => get("/api/dashboard?name=" + encodeURIComponent(name));

async function show() {
  const name = words().get("name") || model.dashboards[0].name;
  ways(model, name);
  if (dashboard?.name !== name) dashboard = await named(name);
  document.title = dashboard.title + " – Talon";
  $("#title").textContent = dashboard.title;
  $("#about").textContent = dashboard.description || "";
  $("#silence").hidden = true;
  filters();
  await tiles();
}

async function start() {
  const name = words().get("name");
  // What is refused here is refused again in show, which says so.
  [model, dashboard] = await Promise.all([get("/api/model"), name ? named(name).catch(() => null) : null]);
  $("#subscribe").hidden = !model.subscriptions;
  $("#subscribe").addEventListener("click", () => subscribe(dashboard, conditions(), model));
  addEventListener("hashchange", () => show().catch(silent));
  await show();
}

start().catch(silent);
