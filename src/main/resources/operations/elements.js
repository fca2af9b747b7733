/* Elements and words. Whatever comes from outside becomes text, never markup. */
export const $ = selector => document.querySelector(selector);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** What has the focus is made anew, and must not lose it; the attribute says which it was. */
export function keepingFocus(attribute, renew) {
  const kept = document.activeElement.getAttribute(attribute);
  renew();
  if (kept) [...document.querySelectorAll("[" + attribute + "]")].find(one => one.getAttribute(attribute) === kept)?.focus({preventScroll: true});
}

export const badge = (text, kind = "soft") => element("span", {class: "badge " + kind}, text);

export const number = (label, value, more, kind = "") =>
  element("div", {class: "number " + kind}, element("span", {class: "label"}, label), element("b", {}, value), element("span", {class: "more"}, more));

export const facts = pairs => element("dl", {class: "facts"},
  ...pairs.filter(pair => pair[1]).map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));

export const at = instant => instant && instant.replace("T", " ").replace(/(:\d\d)(\.\d+)?Z$/, "").replace(/ 00:00$/, "");

export const count = (number, one, several = one + "s") => number.toLocaleString("en") + " " + (number === 1 ? one : several);

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export function length(seconds) {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size * 1.5) || UNITS[3];
  return count(Math.round(Math.abs(seconds) / size), unit);
}

export function ago(instant, now) {
  const seconds = (Date.parse(now) - Date.parse(instant)) / 1000;
  return Math.abs(seconds) < 1.5 ? "now" : seconds < 0 ? "in " + length(seconds) : seconds < 60 ? "just now" : length(seconds) + " ago";
}
