'use strict';
const project = Object.assign({name: '', nodes: [], tests: []}, JSON.parse(document.getElementById('data').textContent));
const KINDS = [
  ['model', 'Models', 'model'],
  ['snapshot', 'Snapshots', 'snapshot'],
  ['seed', 'Seeds', 'seed'],
  ['source', 'Sources', 'source']
];
const STATES = {
  success: ['good', '✓', 'built'],
  pass: ['good', '✓', 'passed'],
  warn: ['warn', '!', 'warned'],
  error: ['bad', '✕', 'failed'],
  fail: ['bad', '✕', 'failed'],
  'runtime error': ['bad', '✕', 'failed'],
  skipped: ['none', '–', 'skipped'],
  none: ['none', '–', 'not run']
};
const byId = id => document.getElementById(id);
const list = value => value || [];
const nodes = new Map(project.nodes.map(node => [node.id, node]));

/** Makes an element; children are elements or text, and text is never read as HTML. */
function make(tag, attributes, ...children) {
  const isSvg = ['svg', 'g', 'path', 'rect', 'text', 'title'].includes(tag);
  const element = isSvg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  Object.entries(attributes || {})
    .filter(([, value]) => value != null)
    .forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.flat().filter(child => child != null));
  return element;
}

const count = (n, word) => `${number(n)} ${word}${n === 1 ? '' : 's'}`;
const number = n => n.toLocaleString('en');
const time = instant => (instant ? `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC` : null);
const seconds = s => (s < 60 ? `${s.toFixed(s < 10 ? 2 : 0)} s` : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`);
const age = s =>
  s < 7200 ? count(Math.round(s / 60), 'minute') : s < 172800 ? count(Math.round(s / 3600), 'hour') : count(Math.round(s / 86400), 'day');
const statusOf = outcome => (outcome && STATES[outcome.status] ? outcome.status : 'none');
const link = id => make('a', {href: '#' + id}, nodes.get(id).name);

function state(status, text) {
  const [style, mark, word] = STATES[status] || STATES.none;
  return make('span', {class: 'state ' + style}, `${mark} ${text || word}`);
}

const children = new Map(project.nodes.map(node => [node.id, []]));
project.nodes.forEach(node => {
  node.parents = list(node.parents).filter(id => nodes.has(id));
  node.parents.forEach(id => children.get(id).push(node.id));
});
const tests = new Map(project.nodes.map(node => [node.id, []]));
project.tests.forEach(test =>
  list(test.on)
    .filter(id => tests.has(id))
    .forEach(id => tests.get(id).push(test))
);

/** The worst that there is to say of a node: its own build, its tests, its freshness. */
function worst(node) {
  const all = [statusOf(node.outcome), ...tests.get(node.id).map(test => statusOf(test.outcome)), (node.freshness || {}).status || 'none'].map(
    status => (STATES[status] ? status : 'none')
  );
  return ['error', 'runtime error', 'fail', 'warn', 'skipped', 'success', 'pass'].find(status => all.includes(status)) || 'none';
}
