/* A filter: its condition in words, and behind it the form that changes it. */
import {ask} from "./ask.js";
import {KINDS, UNITS, inWords, read, write} from "./conditions.js";
import {element} from "./elements.js";

const input = (attributes, change) => element("input", {...attributes, onchange: event => change(event.currentTarget.value.trim())});

const select = (label, choices, chosen, change) => {
  const made = element("select", {"aria-label": label, onchange: event => change(event.currentTarget.value)},
    ...choices.map(([value, words]) => element("option", {value}, words)));
  made.value = chosen;
  return made;
};

/** Values to tick, those that are ticked first; what is typed narrows them. */
function choices(filter, state, changed) {
  const list = element("ul", {class: "choices"});
  const tick = (value, ticked) => {
    state.values = ticked ? [...state.values, value] : state.values.filter(one => one !== value);
    changed();
  };
  const option = value => element("li", {}, element("label", {},
    element("input", {type: "checkbox", checked: state.values.includes(value) ? "" : null, onchange: event => tick(value, event.currentTarget.checked)}), " " + value));
  let latest = 0;
  async function offer(like) {
    const mine = ++latest;
    try {
      const {values} = await ask("/api/values", {explore: filter.explore, field: filter.field, like});
      if (mine === latest) list.replaceChildren(...[...new Set([...(like ? [] : state.values), ...values.filter(value => value !== null).map(String)])].map(option));
    } catch (refusal) {
      list.replaceChildren(element("li", {class: "bad"}, refusal.message + " " + (refusal.remedy || "")));
    }
  }
  offer("");
  return [element("input", {type: "search", placeholder: "Search", "aria-label": "Search values of " + filter.label, oninput: event => offer(event.currentTarget.value.trim())}), list];
}

function fields(filter, state, changed) {
  const at = (i, attributes) => input({...attributes, value: state.values[i] ?? null}, value => {
    state.values[i] = value;
    changed();
  });
  switch (state.kind) {
    case "any": case "not":
      return filter.type === "flag" ? [select("Value", [["", "any"], ["yes", "yes"], ["no", "no"]], state.values[0] || "", value => {
        state.values = [value];
        changed();
      })] : choices(filter, state, changed);
    case "contains": return [at(0, {type: "text", "aria-label": "Text"})];
    case "atLeast": case "below": return [at(0, {type: "number", step: "any", "aria-label": "Number"})];
    case "between": return [at(0, {type: "number", step: "any", "aria-label": "From"}), " to ", at(1, {type: "number", step: "any", "aria-label": "To"})];
    case "dates": return [at(0, {type: "date", "aria-label": "First day"}), " to ", at(1, {type: "date", "aria-label": "Last day"})];
    case "last": return [at(0, {type: "number", min: "1", max: "999", placeholder: "How many", "aria-label": "How many"}),
      select("Unit", UNITS.map(unit => [unit, unit]), state.values[1], value => {
        state.values[1] = value;
        changed();
      }),
      element("label", {}, element("input", {type: "checkbox", checked: state.values[2] ? "" : null, onchange: event => {
        state.values[2] = event.currentTarget.checked ? "complete" : "";
        changed();
      }}), " complete ones only")];
    case "own": return [at(0, {type: "text", "aria-label": "Condition"})];
    default: return [];
  }
}

/** What a form that says nothing yet begins with. */
const empty = kind => ({kind, values: kind === "last" ? ["", "weeks", "complete"] : []});

/**
 * filter: label, explore, field, type, condition (text or null for any value), onChange(text or null), onRemove if it can be taken away.
 */
export function control(filter) {
  const state = filter.condition ? read(filter.condition, filter.type) : empty(KINDS[filter.type][0][0]);
  const shown = element("b", {});
  const panel = element("div", {class: "panel"});
  const say = condition => shown.textContent = condition ? inWords(condition, filter.type) : "any";
  const changed = () => {
    const condition = write(state);
    say(condition);
    filter.onChange(condition);
  };
  const kinds = [...KINDS[filter.type], ...(state.kind === "own" ? [["own", "is as written"]] : [])];
  const fill = () => panel.replaceChildren(
    select("How " + filter.label + " is compared", kinds, state.kind, kind => {
      Object.assign(state, empty(kind));
      fill();
      if (write(state)) changed();
    }),
    ...fields(filter, state, changed),
    element("p", {class: "push"},
      element("button", {type: "button", onclick: () => {
        close();
        (filter.onRemove || filter.onChange)(null);
      }}, filter.onRemove ? "Remove" : "Any"),
      element("button", {type: "button", onclick: close}, "Done")));
  const close = () => {
    made.open = false;
    made.firstElementChild.focus();
  };
  const made = element("details", {class: "filter", "data-filter": filter.field, ontoggle: () => made.open && fill(), onkeydown: event => event.key === "Escape" && close()},
    element("summary", {"data-kept": "filter " + filter.field}, filter.label + " ", shown), panel);
  say(filter.condition);
  return made;
}

/* Before what is clicked hears of it, since that may open another. */
document.addEventListener("click", event => document.querySelectorAll("details.filter[open]").forEach(open => event.composedPath().includes(open) || (open.open = false)), true);
