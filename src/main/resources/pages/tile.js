/* One tile of a dashboard: its question, its answer, and the way to explore. */
import {ask} from "./ask.js";
import {beyond, draw, height, kind, lain, library} from "./chart.js";
import {before} from "./conditions.js";
import {element} from "./elements.js";
import {behind, below, toAddress} from "./question.js";
import {change, text} from "./shown.js";
import {table} from "./table.js";

const CHARTS = {looker_line: "line", looker_column: "column", looker_bar: "bar"};

function question(one, conditions) {
  const filters = {...one.filters};
  for (const [name, field] of Object.entries(one.listen || {})) if (conditions[name]) filters[field] = conditions[name];
  return {explore: one.explore, fields: one.fields, pivots: one.pivots || [], filters, sorts: one.sorts || [], limit: one.limit || 500, totals: Boolean(one.totals)};
}

/** The same question of the span before, where a filter says "last N complete …". */
function earlier(asked) {
  for (const [name, condition] of Object.entries(asked.filters)) {
    const span = before(condition);
    if (span) return {words: span.words, question: {...asked, filters: {...asked.filters, [name]: span.condition}}};
  }
  return null;
}

/** Counts of no rows at all are 0, and nothing to compare with. */
const hasRows = async (asked, explore) => (await ask("/api/query", {...asked, fields: [explore.dimensions[0].name], sorts: [], limit: 1})).rows.length > 0;

async function single(asked, explore) {
  const span = earlier(asked);
  const [now, then] = await Promise.all([ask("/api/query", asked), span ? ask("/api/query", span.question) : null]);
  const at = now.columns.findIndex(column => column.kind === "metric");
  const [value, before] = [now, then].map(answer => answer?.rows[0]?.[at] ?? null);
  const old = before !== 0 || await hasRows(span.question, explore) ? before : null;
  const moved = value !== null && old !== null ? change(value, old, {...now.columns[at], good: explore.metrics.find(one => one.name === now.columns[at].name)?.good}) : null;
  return {answer: now, shown: [element("div", {class: "single"}, element("b", {}, text(value, now.columns[at])),
    !span ? null : element("p", {class: "soft"}, moved ? element("span", {class: moved.mood}, moved.words) : "no number", (moved ? " vs. " : " for the ") + span.words))]};
}

async function plain(one, asked, explore) {
  const [answer, pivotTotals] = await Promise.all([ask("/api/query", asked), below(asked, explore), library()]);
  const pivot = asked.pivots[0];
  const type = kind(answer, pivot) && lain(CHARTS[one.type], answer, pivot);
  const link = row => "/explore" + toAddress(behind(asked, answer.columns, row, explore));
  if (!type) return {answer, shown: [table(answer, {caption: one.title, pivot, pivotTotals, link})]};
  const chart = element("div", {class: "chart"});
  if (type === "bar") chart.style.minHeight = height(answer, pivot, pivot ? 28 : 14) + "px";
  return {answer, shown: [chart, element("p", {class: "rest"}, beyond(answer, type, pivot))], draw: () => draw(chart, answer, {type, pivot, title: one.title, link})};
}

function placed(card, one) {
  card.style.gridColumn = one.col + 1 + " / span " + one.width;
  card.style.gridRow = one.row + 1 + " / span " + one.height;
  return card;
}

const words = one => ({card: placed(element("article", {class: "tile words"}, one.title ? element("h2", {}, one.title) : null, element("p", {class: "text"}, one.text)), one),
  fill: async () => null});

/** Of an explore that this user's rows cannot be told in. */
const unseen = one => ({card: placed(element("article", {class: "tile", "data-tile": one.name}, element("h2", {}, one.title || one.name),
  element("p", {class: "nothing"}, "Your user may not see these figures.")), one), fill: async () => null});

/** The tile's place on the page, and what fills it; that gives the answer, or null where none is asked for. */
export function tile(one, conditions, model) {
  if (one.type === "text") return words(one);
  const explore = model.explores.find(explore => explore.name === one.explore);
  if (!explore) return unseen(one);
  const asked = question(one, conditions);
  const body = element("div", {class: "body", "aria-busy": "true"});
  const card = placed(element("article", {class: "tile", "data-tile": one.name, "data-type": one.type},
    element("h2", {}, element("a", {href: "/explore" + toAddress(asked), title: "Open in explore"}, one.title || one.name)), body), one);
  const fill = async () => {
    try {
      const {answer, shown, draw} = await (one.type === "single_value" ? single(asked, explore) : plain(one, asked, explore));
      body.replaceChildren(...shown);
      draw?.();
      return answer;
    } catch (refusal) {
      body.replaceChildren(element("p", {class: "nothing"}, "No figures."));
      throw refusal;
    } finally {
      body.removeAttribute("aria-busy");
    }
  };
  return {card, fill};
}
