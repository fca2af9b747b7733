/* Asks for the state of the service every few seconds, and shows it. */
import {$, ago, at, badge, count, element, facts, keepingFocus, length, number} from "./elements.js";

const PAUSE = 5000;
const UNDER_WAY = ["planned", "requesting", "requested", "stored"];
const STEPS = {planned: "to be asked for", requesting: "being asked for", requested: "waits for its file", stored: "to be loaded"};
const kind = state => UNDER_WAY.includes(state) ? "under-way" : state;
const color = state => ({landed: "good", empty: "soft", failed: "bad"})[state] || "busy";
const isHeld = build => build && ["held", "failed"].includes(build.state);
let shown = "";

function verdict(status) {
  const late = status.sources.filter(source => source.late).map(source => source.name);
  if (status.failed) return ["bad", count(status.failed, "run") + " failed"];
  if (isHeld(status.build)) return ["bad", "The mart was not published"];
  if (late.length) return ["bad", "Late: " + late.join(", ")];
  if (status.sources.some(source => source.paused)) return ["warn", "A source is paused"];
  const troubled = status.runs.filter(run => run.trouble).length;
  if (troubled) return ["warn", count(troubled, "run") + " in trouble, tried again"];
  return ["good", "All is well"];
}

function numbers(status) {
  const {calls, build} = status;
  const used = element("div", {class: "number"}, element("span", {class: "label"}, "API calls, last minute"),
    element("b", {}, calls.lastMinute + " of " + calls.limit), element("progress", {max: calls.limit, value: Math.min(calls.lastMinute, calls.limit)}));
  const unpublished = build && !["published", "building"].includes(build.state);
  return [
    number("Under way", String(status.unfinished), status.unfinished ? "runs of the ledger" : "nothing is due"),
    number("Failed runs", String(status.failed), status.failed ? "wait for a replay" : "nothing to replay", status.failed ? "bad" : ""),
    used,
    number("Mart published", status.publishedAt ? ago(status.publishedAt, status.now) : "not yet",
      build ? "last build " + build.state + (build.state === "published" ? ", " + count(build.tests, "test") + " passed" : "") : "no build so far", unpublished ? "bad" : ""),
    status.tokenDaysLeft === null ? null : number("API token", status.tokenDaysLeft < 0 ? "expired" : count(status.tokenDaysLeft, "day"), "left of its 90",
      status.tokenDaysLeft < 3 ? "bad" : status.tokenDaysLeft < 14 ? "warn" : ""),
    status.warehouse ? number("Warehouse", "elsewhere", "with " + status.warehouse) : null,
  ].filter(Boolean);
}

function failure(failed, status) {
  return element("article", {class: "card failure"},
    element("div", {class: "head"}, element("h3", {}, failed.run), badge(failed.failure, "bad"), badge(ago(failed.endedAt, status.now)),
      element("span", {class: "push"}, button(status, "Replay", "replay", {run: failed.run}, "Replay " + failed.run))),
    element("p", {class: "text"}, failed.error), element("p", {class: "text remedy"}, failed.remedy));
}

function unpublished(build) {
  return element("article", {class: "card failure"},
    element("div", {class: "head"}, element("h3", {}, "build " + build.id), badge(build.state, "bad")),
    element("p", {class: "text"}, build.error), element("p", {class: "text remedy"}, build.remedy));
}

function run(under, status) {
  return element("article", {class: "card"},
    element("div", {class: "head"}, element("h3", {}, under.run), badge(STEPS[under.state] || under.state, "busy"), under.trouble ? badge("in trouble", "warn") : null),
    facts([["vendor says", under.status], ["looks", under.looks ? String(under.looks) : null],
      ["next call", under.nextCall ? ago(under.nextCall, status.now) : null], ["deadline", under.deadline ? ago(under.deadline, status.now) : null],
      ["attempts", under.attempts > 1 ? String(under.attempts) : null]]),
    under.trouble ? element("p", {class: "text"}, under.trouble) : null);
}

function tally(words) {
  const number = {};
  for (const word of words) number[word] = (number[word] || 0) + 1;
  return Object.entries(number).map(([word, times]) => times + " " + word).join(", ");
}

const weekday = instant => new Date(instant).toLocaleDateString("en", {weekday: "short", timeZone: "UTC"});

const cell = one => element("li", {class: "cell " + kind(one.state), title: weekday(one.start) + " " + one.interval + ": " + one.state.replace("-", " ") + (one.rows ? ", " + count(one.rows, "row") : "")});

/* A column is a week of days or a day of hours; where a month begins, or each fifth day, it says so. */
function columns(source) {
  const hourly = source.periodSeconds < 86400;
  const row = one => hourly ? new Date(one.start).getUTCHours() : (new Date(one.start).getUTCDay() + 6) % 7;
  const made = [];
  for (const one of source.calendar) {
    if (!made.length || row(one) === 0) made.push([]);
    made[made.length - 1].push(one);
  }
  return made.flatMap(column => [element("li", {class: "mark"}, mark(column, hourly)),
    ...Array.from({length: row(column[0])}, () => element("li")), ...column.map(cell)]);
}

function mark(column, hourly) {
  const day = new Date(column[0].start);
  if (hourly) return day.getUTCDate() % 5 === 1 ? String(day.getUTCDate()) : "";
  const first = column.map(one => new Date(one.start)).find(one => one.getUTCDate() === 1);
  return first ? first.toLocaleDateString("en", {month: "short", timeZone: "UTC"}) : "";
}

function calendar(source) {
  if (!source.calendar.length) return element("p", {class: "span"}, "No interval so far.");
  const summary = tally(source.calendar.map(one => kind(one.state).replace("-", " ")));
  return element("div", {},
    element("div", {class: "calendar", tabindex: "0", role: "img", "aria-label": "Intervals of " + source.name + ": " + summary},
      element("ol", {class: source.periodSeconds < 86400 ? "hours" : "days"}, ...columns(source))),
    element("p", {class: "span"}, source.calendar[0].interval + " to " + source.calendar[source.calendar.length - 1].interval + ": " + summary));
}

/* A source that was only ever backfilled is not late, but what it has may be old. */
const isFresh = (source, status) => source.landedUntil && (new Date(status.now) - new Date(source.landedUntil)) / 1000 < 2 * source.periodSeconds;

function source(shownSource, status) {
  const {name, last} = shownSource;
  const state = shownSource.paused ? badge("paused", "warn") : shownSource.late ? badge("late", "bad") : isFresh(shownSource, status) ? badge("fresh", "good") : null;
  const paused = shownSource.paused ? button(status, "Resume", "resume", {source: name}, "Resume " + name) : button(status, "Pause", "pause", {source: name}, "Pause " + name);
  return element("article", {class: "card"},
    element("div", {class: "head"}, element("h3", {}, name), state,
      element("span", {class: "push"}, button(status, "Run now", "run", {source: name}, "Run " + name + " now"), shownSource.cron ? paused : null)),
    facts([["schedule", shownSource.cron],
      ["next", shownSource.paused ? "when it is resumed" : shownSource.next && at(shownSource.next) + ", " + ago(shownSource.next, status.now)],
      ["last", last && last.interval + " " + last.state + (last.rows ? ", " + count(last.rows, "row") : "")],
      ["fresh to", shownSource.landedUntil && at(shownSource.landedUntil) + ", " + ago(shownSource.landedUntil, status.now)],
      ["late since the tick of", shownSource.late && at(shownSource.due)]]),
    calendar(shownSource));
}

function button(status, text, address, body, label) {
  return status.operations ? element("button", {type: "button", "aria-label": label, onclick: event => act(event.currentTarget, address, body, label)}, text) : null;
}

async function act(pressed, address, body, label) {
  pressed.disabled = true;
  const answer = await fetch(address, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)}).catch(() => null);
  const said = answer ? await answer.json().catch(() => ({})) : {error: "Talon does not answer.", remedy: ""};
  tell(said.error ? said.error + " " + said.remedy : label + ": done" + (said.runs ? ", " + count(said.runs.length, "run") : "") + ".");
  pressed.disabled = false;
  await refresh();
}

function tell(text) {
  $("#told").textContent = text;
  $("#told").hidden = false;
}

function fill(id, children) {
  $(id).hidden = !children.length;
  $(id + " .list").replaceChildren(...children);
}

function show(status) {
  const [mood, words] = verdict(status);
  $("#verdict").className = mood;
  $("#verdict").textContent = words;
  document.title = (mood === "good" ? "" : "● ") + "Talon: " + words;
  $("#numbers").replaceChildren(...numbers(status));
  fill("#mart", isHeld(status.build) ? [unpublished(status.build)] : []);
  fill("#failures", status.failures.map(failed => failure(failed, status)));
  fill("#runs", status.runs.map(under => run(under, status)));
  fill("#sources", status.sources.map(one => source(one, status)));
  $("#only-shows").hidden = status.operations;
  $("#replay-all").hidden = !(status.operations && status.failures.length > 1);
}

async function refresh() {
  try {
    const answer = await fetch("status");
    const status = await answer.json();
    if (!answer.ok) throw new Error(status.error);
    $("#silence").hidden = true;
    $("#updated").textContent = "as of " + status.now.slice(11, 19) + " UTC";
    const news = JSON.stringify({...status, now: status.now.slice(0, 16)});
    if (news !== shown) {
      shown = news;
      keepingFocus("aria-label", () => show(status));
    }
  } catch (e) {
    $("#silence").textContent = "Talon does not answer (" + e.message + "). What you see may be old.";
    $("#silence").hidden = false;
  }
}

$("#replay-all").addEventListener("click", event => act(event.currentTarget, "replay-all-failed", {}, "Replay all"));
await refresh();
setInterval(() => document.hidden || refresh(), PAUSE);
