/* A dashboard: each tile is a question, narrowed by the filters that it listens to. */
import {get} from "./ask.js";
import {$, keepingFocus} from "./elements.js";
import {control} from "./filters.js";
import {fresh, silent, ways} from "./frame.js";
import {subscribe} from "./subscribe.js";
import {tile} from "./tile.js";

let model, dashboard, latest = 0;

const words = () => new URLSearchParams(location.hash.slice(1));

/** What stands in the address holds, else what the dashboard begins with; "any" is said by an empty value. */
const condition = filter => words().get("filter." + filter.name) ?? filter.default ?? "";

const conditions = () => Object.fromEntries(dashboard.filters.map(filter => [filter.name, condition(filter)]));

function typed({explore, field}) {
  const found = model.explores.find(one => one.name === explore);
  const type = found?.dimensions.find(({name}) => name === field)?.type || (found?.metrics.some(({name}) => name === field) ? "number" : null);
  return type && {explore, field, type};
}

/** The field by which a person may see what a filter offers: its own, or that of a tile which listens to it; what they may not see is no filter of theirs. */
const seen = filter => [filter, ...dashboard.elements.map(({explore, listen}) => ({explore, field: listen?.[filter.name]}))].map(typed).find(Boolean);

function filterOf(filter) {
  const narrow = text => {
    const next = words();
    next.set("filter." + filter.name, text || "");
    location.hash = next;
  };
  return control({label: filter.title, ...seen(filter), condition: condition(filter) || null, onChange: narrow});
}

/** While a form is being filled in, the filters stay as they are. */
function filters() {
  if (!$("#filters details[open]")) keepingFocus("data-kept", () => $("#filters").replaceChildren(...dashboard.filters.filter(seen).map(filterOf)));
}

async function tiles() {
  const mine = ++latest;
  const made = dashboard.elements.map(one => tile(one, conditions(), model));
  $("#tiles").replaceChildren(...made.map(one => one.card));
  const filled = await Promise.allSettled(made.map(one => one.fill()));
  if (mine !== latest) return;
  fresh(filled.map(({value}) => value).filter(Boolean));
  silent(...new Map(filled.filter(({reason}) => reason).map(({reason}) => [reason.message, reason])).values());
}

const named = name => get("/api/dashboard?name=" + encodeURIComponent(name));

async function show() {
  const name = words().get("name") || model.dashboards[0].name;
  ways(model, name);
  if (!model.dashboards.some(one => one.name === name)) return silent({message: "There is no dashboard " + name + ".", remedy: "Choose one of those above."});
  if (dashboard?.name !== name) dashboard = await named(name);
  document.title = dashboard.title + " – Talon";
  $("#title").textContent = dashboard.title;
  $("#about").textContent = dashboard.description || "";
  $("#subscribe").hidden = !model.subscriptions;
  silent();
  filters();
  await tiles();
}

async function start() {
  const name = words().get("name");
  // What is refused here is refused again in show, which says so.
  [model, dashboard] = await Promise.all([get("/api/model"), name ? named(name).catch(() => null) : null]);
  $("#subscribe").addEventListener("click", () => subscribe(dashboard, conditions(), model));
  addEventListener("hashchange", () => show().catch(silent));
  await show();
}

start().catch(silent);
