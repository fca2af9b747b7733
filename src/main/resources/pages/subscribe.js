/* The dialog that sends a dashboard by mail, with the filters as they are. */
import {ask, get} from "./ask.js";
import {$, element} from "./elements.js";
import {refused} from "./frame.js";
import {inWords} from "./conditions.js";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const filled = conditions => Object.entries(conditions).filter(([, condition]) => condition);

const narrowed = conditions => filled(conditions).map(([name, condition]) => name + ": " + inWords(condition, "day")).join("; ") || "no filters";

function standing(one, title, renew) {
  const stop = () => ask("/api/unsubscribe", {name: one.name}).then(() => renew("It is not sent any more."), refusal => renew(refusal));
  const words = title + ", every " + DAYS.find(day => day.toLowerCase() === one.day) + " at " + one.time + (filled(one.filters).length ? ", " + narrowed(one.filters) : "");
  return element("li", {}, words + " ", element("button", {type: "button", "aria-label": "Stop " + words, onclick: stop}, "Stop"));
}

export async function subscribe(dashboard, conditions, model) {
  const dialog = $("#subscription");
  const told = element("div", {role: "status"});
  const list = element("ul", {class: "standing"});
  const day = element("select", {}, ...DAYS.map(name => element("option", {value: name.toLowerCase()}, name)));
  const time = element("input", {type: "time", value: "08:00", required: ""});
  const titled = name => model.dashboards.find(one => one.name === name)?.title || name;
  async function renew(said) {
    told.replaceChildren(said instanceof Error ? refused(said) : said || "");
    const {subscriptions} = await get("/api/subscriptions");
    list.replaceChildren(...subscriptions.map(one => standing(one, titled(one.dashboard), renew)));
  }
  const send = () => ask("/api/subscribe", {dashboard: dashboard.name, filters: Object.fromEntries(filled(conditions)), day: day.value, time: time.value})
    .then(() => renew("It will be sent."), renew);
  dialog.replaceChildren(
    element("h2", {id: "subscription-title"}, "Send me " + dashboard.title),
    element("p", {}, "To " + (model.user.email || "nobody yet: your user has no e-mail address") + ", with " + narrowed(conditions) + "."),
    element("p", {class: "row"}, element("label", {}, "Every ", day), element("label", {}, " at ", time), " UTC"),
    told, list,
    element("p", {class: "push"}, element("button", {type: "button", onclick: () => dialog.close()}, "Close"),
      element("button", {type: "button", class: "main", disabled: model.user.email ? null : "", onclick: send}, "Subscribe")));
  dialog.showModal();
  await renew().catch(renew);
}
