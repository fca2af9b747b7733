/* What both pages have: the ways between them, and how old the data are. */
import {$, count, element} from "./elements.js";
import {day} from "./shown.js";

export function ways(model, here) {
  const way = (href, label, name) => element("a", {href, "aria-current": name === here ? "page" : null}, label);
  $("#pages").replaceChildren(model.user.manages ? way("/", "Operations") : "", ...model.dashboards.map(({name, title}) => way("/dashboard#name=" + encodeURIComponent(name), title, name)), way("/explore", "Explore", "explore"));
}

/** The day before a midnight is the last whole one. */
const through = instant => day(new Date(Date.parse(instant) - 1).toISOString());

const tested = ({passed, all, warned}) => (all ? passed + " of " + count(all, "test") : count(passed, "test")) + " passed" + (warned ? ", " + count(warned, "warning") : "");

export function fresh(answers) {
  const oldest = answers.filter(answer => answer.through).sort((a, b) => a.through < b.through ? -1 : 1)[0] || answers[0];
  const end = oldest?.through ? through(oldest.through) : null;
  $("#fresh").textContent = oldest ? (end ? "Data through " + end + " (UTC), " : "Up to when the data go is not known; ") + tested(oldest.tests) + "." : "";
  $("#stale").hidden = !oldest?.stale;
  $("#stale").textContent = oldest?.stale ? "These data are old" + (end ? ": they end with " + end : "") + ". Newer grades are missing until the next run lands; whoever runs Talon sees why on the operations page." : "";
}

export function refused(refusal) {
  return element("div", {class: "refusal", role: "alert"}, element("p", {}, refusal.message), refusal.remedy ? element("p", {class: "remedy"}, refusal.remedy) : null);
}

/** What is refused is said above everything else, until nothing is. */
export function silent(...refusals) {
  $("#silence").textContent = refusals.map(({message, remedy}) => message + " " + (remedy || "")).join(" ");
  $("#silence").hidden = !refusals.length;
}
