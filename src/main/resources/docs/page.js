'use strict';
(() => {
  const project = Object.assign({name: '', nodes: [], tests: []}, JSON.parse(document.getElementById('data').textContent));
  const KINDS = [['model', 'Models', 'model'], ['snapshot', 'Snapshots', 'snapshot'], ['seed', 'Seeds', 'seed'], ['source', 'Sources', 'source']];
  const STATES = {
    success: ['good', '✓', 'built'], pass: ['good', '✓', 'passed'], warn: ['warn', '!', 'warned'], error: ['bad', '✕', 'failed'], fail: ['bad', '✕', 'failed'],
    'runtime error': ['bad', '✕', 'failed'], skipped: ['none', '–', 'skipped'], none: ['none', '–', 'not run']
  };
  const byId = id => document.getElementById(id);
  const list = value => value || [];
  const nodes = new Map(project.nodes.map(node => [node.id, node]));

  /** Makes an element; children are elements or text, and text is never read as HTML. */
  function make(tag, attributes, ...children) {
    const isSvg = ['svg', 'g', 'path', 'rect', 'text', 'title'].includes(tag);
    const element = isSvg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
    Object.entries(attributes || {}).filter(([, value]) => value != null).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children.flat().filter(child => child != null));
    return element;
  }

  const count = (n, word) => `${number(n)} ${word}${n === 1 ? '' : 's'}`;
  const number = n => n.toLocaleString('en');
  const time = instant => instant ? `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC` : null;
  const seconds = s => s < 60 ? `${s.toFixed(s < 10 ? 2 : 0)} s` : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
  const age = s => s < 7200 ? count(Math.round(s / 60), 'minute') : s < 172800 ? count(Math.round(s / 3600), 'hour') : count(Math.round(s / 86400), 'day');
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
  project.tests.forEach(test => list(test.on).filter(id => tests.has(id)).forEach(id => tests.get(id).push(test)));

  /** The worst that there is to say of a node: its own build, its tests, its freshness. */
  function worst(node) {
    const all = [statusOf(node.outcome), ...tests.get(node.id).map(test => statusOf(test.outcome)), (node.freshness || {}).status || 'none'].map(status => STATES[status] ? status : 'none');
    return ['error', 'runtime error', 'fail', 'warn', 'skipped', 'success', 'pass'].find(status => all.includes(status)) || 'none';
  }

  function overview() {
    byId('project').textContent = document.title = project.name;
    byId('generated').textContent = project.generatedAt ? `Last run ${time(project.generatedAt)}` + (project.seconds ? `, ${seconds(project.seconds)}` : '') : 'Not run yet';
    const outcomes = project.tests.map(test => STATES[statusOf(test.outcome)][2]);
    const tile = (value, text, style) => make('div', {class: 'number'}, make('b', {class: style}, value), make('span', {}, text));
    const tiles = KINDS.map(([type, title]) => [project.nodes.filter(node => node.type === type).length, title]).filter(([n]) => n).map(([n, title]) => tile(number(n), n === 1 ? title.slice(0, -1) : title));
    for (const [word, style, mark, text] of [['passed', 'good', '✓ ', 'Tests passed'], ['failed', 'bad', '✕ ', 'Tests failed'], ['warned', 'warn', '! ', 'Tests warned'], ['skipped', 'none', '– ', 'Tests skipped'], ['not run', 'none', '– ', 'Tests not run']]) {
      const n = outcomes.filter(outcome => outcome === word).length;
      if (n || word === 'passed' || word === 'failed') tiles.push(tile(mark + number(n), text, n ? style : 'none'));
    }
    byId('numbers').append(...tiles);
    byId('trouble').append(...['bad', 'warn'].flatMap(style => [...project.nodes, ...project.tests].filter(one => STATES[statusOf(one.outcome)][0] === style).map(trouble)), ...project.nodes.filter(node => ['warn', 'error'].includes((node.freshness || {}).status)).map(stale));
  }

  function trouble(one) {
    const about = one.on ? list(one.on).filter(id => nodes.has(id)) : [one.id];
    const what = one.on ? [' ', one.label, one.column ? ` of ${one.column}` : '', ' in '] : [' '];
    return make('div', {class: 'trouble ' + STATES[one.outcome.status][0]}, state(one.outcome.status), ...what, ...about.flatMap((id, i) => [i ? ', ' : null, link(id)]),
      one.outcome.message ? make('p', {}, one.outcome.message) : null);
  }

  function stale(source) {
    return make('div', {class: 'trouble ' + STATES[source.freshness.status][0]}, state(source.freshness.status, 'late'), ' ', link(source.id), make('p', {}, freshness(source.freshness)));
  }

  function freshness(fresh) {
    const limits = [fresh.warnAfter ? `warns after ${fresh.warnAfter}` : null, fresh.errorAfter ? `fails after ${fresh.errorAfter}` : null].filter(Boolean).join(', ');
    return (fresh.loadedAt ? `Newest row ${time(fresh.loadedAt)}, ${age(fresh.ageSeconds)} old` : 'Not measured') + (limits ? ` (${limits})` : '');
  }

  function contents() {
    const group = (title, entries) => [make('h4', {}, title), make('ul', {}, ...entries.map(node => make('li', {'data-of': node.id}, make('a', {href: '#' + node.id}, make('span', {title: node.name}, node.name), mark(worst(node))))))];
    byId('toc').append(make('ul', {}, make('li', {}, make('a', {href: '#overview'}, 'Overview')), make('li', {}, make('a', {href: '#lineage'}, 'Lineage'))));
    groups().forEach(([title, entries]) => byId('toc').append(...group(title, entries)));
  }

  const mark = status => make('span', {class: 'state ' + STATES[status][0], title: STATES[status][2], 'aria-label': STATES[status][2], role: 'img'}, STATES[status][1]);

  /** Models by folder, what is shown to people first; then all else by type. */
  function groups() {
    const folder = node => (node.path || '').split('/').slice(1, -1)[0] || 'models';
    const order = ['marts', 'intermediate', 'staging'];
    const rank = name => order.includes(name) ? order.indexOf(name) : order.length;
    const models = project.nodes.filter(node => node.type === 'model');
    const folders = [...new Set(models.map(folder))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
    const sorted = entries => entries.sort((a, b) => a.name.localeCompare(b.name));
    return [...folders.map(name => [name[0].toUpperCase() + name.slice(1), sorted(models.filter(node => folder(node) === name))]),
      ...KINDS.slice(1).map(([type, title]) => [title, sorted(project.nodes.filter(node => node.type === type))])].filter(([, entries]) => entries.length);
  }

  function testItem(test) {
    const outcome = test.outcome || {};
    const failed = outcome.failures && ['fail', 'warn'].includes(outcome.status) ? `${STATES[outcome.status][2]}: ${count(outcome.failures, 'row')}` : null;
    return make('li', {title: outcome.message}, state(statusOf(test.outcome), failed), ' ', make('code', {}, test.label), test.warnsOnly ? ' (warns only)' : null, test.description ? ` – ${test.description}` : null);
  }

  const testList = some => some.length ? make('ul', {class: 'tests'}, ...some.map(testItem)) : null;
  const code = (title, text) => text ? make('details', {}, make('summary', {}, title), make('pre', {tabindex: '0'}, text)) : null;
  const fact = (name, value, style) => value == null || value === '' ? [] : [make('div', {}, make('dt', {}, name), make('dd', {class: style}, value))];
  const links = (title, ids) => ids.length ? [make('h4', {}, title), make('div', {class: 'links'}, ...ids.map(link))] : [];

  /** How it was built or how fresh it is, and how many of its tests did not pass. */
  function states(node, own) {
    const fresh = (node.freshness || {}).status;
    const first = node.type !== 'source' ? [state(statusOf(node.outcome))] : fresh ? [state(fresh, fresh === 'pass' ? 'fresh' : 'late')] : [];
    return first.concat(['fail', 'warn'].map(status => [status, own.filter(test => STATES[statusOf(test.outcome)][0] === STATES[status][0]).length])
      .filter(([, n]) => n).map(([status, n]) => state(status, `${count(n, 'test')} ${STATES[status][2]}`)));
  }

  function article(node) {
    const columns = list(node.columns);
    const own = tests.get(node.id);
    const ofColumn = column => own.filter(test => test.column && test.column.toLowerCase() === column.name.toLowerCase());
    const rest = own.filter(test => !columns.some(column => ofColumn(column).includes(test)));
    const outcome = node.outcome || {};
    return make('article', {id: node.id, 'data-of': node.id, tabindex: '-1'},
      make('div', {class: 'head'}, make('h3', {}, node.name), make('span', {class: 'badge'}, node.type === 'model' ? node.materialized || 'view' : node.type),
        ...list(node.tags).map(tag => make('span', {class: 'badge'}, '#' + tag)), make('span', {class: 'states'}, ...states(node, own))),
      make('p', {class: 'text'}, node.description || 'Not described yet.'),
      outcome.message && STATES[statusOf(outcome)][0] === 'bad' ? make('div', {class: 'trouble bad'}, make('p', {}, outcome.message)) : null,
      make('dl', {}, ...fact('Grain', list(node.grain).length ? 'One row per ' + node.grain.join(', ') : null), ...fact('Rows', node.rows == null ? null : number(node.rows)),
        ...fact('Last built', outcome.finishedAt ? `${time(outcome.finishedAt)}, in ${seconds(outcome.seconds)}` : null), ...fact('Freshness', node.type === 'source' && node.freshness ? freshness(node.freshness) : null),
        ...fact('Relation', node.materialized === 'ephemeral' ? null : node.relation, 'code'), ...fact('File', node.path, 'code')),
      ...(columns.length ? [make('h4', {}, count(columns.length, 'column')), make('table', {}, make('thead', {}, make('tr', {}, ...['Name', 'Type', 'Description', 'Tests'].map(text => make('th', {scope: 'col'}, text)))),
        make('tbody', {}, ...columns.map(column => make('tr', {}, make('td', {}, column.name), make('td', {}, column.type || null), make('td', {}, column.description || null), make('td', {}, testList(ofColumn(column)))))))] : []),
      ...(rest.length ? [make('h4', {}, columns.length ? 'Further tests' : 'Tests'), testList(rest)] : []),
      ...links('Depends on', node.parents), ...links('Used by', children.get(node.id)),
      code('SQL as written', node.raw), code('SQL as run', node.compiled));
  }

  function sections() {
    groups().forEach(([title, entries]) => byId('sections').append(make('section', {}, make('h2', {}, title), ...entries.map(article))));
  }

  /** Each node's column: the one after the last that it reads; what reads nothing stands just before its first reader. */
  function depths() {
    const depth = new Map();
    const of = (id, path) => {
      if (!depth.has(id) && !path.includes(id)) depth.set(id, Math.max(-1, ...nodes.get(id).parents.map(parent => of(parent, [...path, id]))) + 1);
      return depth.get(id) || 0;
    };
    project.nodes.forEach(node => of(node.id, []));
    project.nodes.filter(node => !node.parents.length && children.get(node.id).length).forEach(node => depth.set(node.id, Math.min(...children.get(node.id).map(id => depth.get(id))) - 1));
    return depth;
  }

  /** Columns of cells: a node, or a bend through which an edge passes a column; within a column near to what they are tied to. */
  function layers(edges) {
    const depth = depths();
    const columns = Array.from({length: Math.max(...depth.values()) + 1}, () => []);
    const left = new Map(), right = new Map();
    const add = (cell, column) => {
      columns[column].push(cell);
      left.set(cell, []);
      right.set(cell, []);
    };
    project.nodes.forEach(node => add(node.id, depth.get(node.id)));
    edges.forEach(edge => {
      edge.cells = [edge.from];
      for (let column = depth.get(edge.from) + 1; column < depth.get(edge.to); column++) {
        edge.cells.push(`${edge.from}>${edge.to}>${column}`);
        add(edge.cells[edge.cells.length - 1], column);
      }
      edge.cells.push(edge.to);
      edge.cells.slice(1).forEach((cell, i) => {
        left.get(cell).push(edge.cells[i]);
        right.get(edge.cells[i]).push(cell);
      });
    });
    settle(columns, left, right);
    return columns;
  }

  function settle(columns, left, right) {
    const place = new Map();
    const number = column => column.forEach((cell, i) => place.set(cell, i - column.length / 2));
    const mean = (cells, otherwise) => cells.length ? cells.reduce((sum, cell) => sum + place.get(cell), 0) / cells.length : otherwise;
    columns.forEach(number);
    for (let sweep = 0; sweep < 12; sweep++) {
      const beside = sweep % 2 ? right : left;
      (sweep % 2 ? [...columns].reverse() : columns).forEach(column => {
        const wish = new Map(column.map(cell => [cell, mean(beside.get(cell), place.get(cell))]));
        column.sort((a, b) => wish.get(a) - wish.get(b));
        number(column);
      });
    }
  }

  function lineage() {
    const WIDTH = 7.3 * Math.min(30, Math.max(...project.nodes.map(node => node.name.length), 12)) + 42, HEIGHT = 42, BEND = 6, ACROSS = 48, DOWN = 14;
    const edges = project.nodes.flatMap(node => node.parents.map(parent => ({from: parent, to: node.id})));
    const columns = layers(edges);
    const heightOf = cell => (nodes.has(cell) ? HEIGHT : BEND) + DOWN;
    const height = column => column.reduce((sum, cell) => sum + heightOf(cell), 0);
    const tallest = Math.max(...columns.map(height));
    const at = new Map();
    columns.forEach((column, i) => {
      let y = (tallest - height(column)) / 2 + 4;
      column.forEach(cell => {
        at.set(cell, [i * (WIDTH + ACROSS) + 4, y]);
        y += heightOf(cell);
      });
    });
    const size = [columns.length * (WIDTH + ACROSS) - ACROSS + 8, tallest - DOWN + 8];
    const svg = make('svg', {viewBox: `0 0 ${size[0]} ${size[1]}`, role: 'group', 'aria-label': 'Lineage'});
    Object.assign(svg.style, {width: '100%', maxWidth: size[0] + 'px', minWidth: size[0] * .8 + 'px'});
    edges.forEach(edge => svg.append(edge.line = make('path', {class: 'edge', d: curve(edge.cells, at, WIDTH, HEIGHT, BEND)})));
    const boxes = new Map([...at].filter(([cell]) => nodes.has(cell)).sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1]).map(([id, [x, y]]) => [id, box(nodes.get(id), x, y, WIDTH, HEIGHT)]));
    svg.append(...boxes.values());
    byId('picture').append(svg);
    light(svg, boxes, edges);
  }

  function curve(cells, at, width, height, bend) {
    const middle = cell => at.get(cell)[1] + (nodes.has(cell) ? height : bend) / 2;
    return cells.slice(1).map((cell, i) => {
      const [x1, y1, x2, y2] = [at.get(cells[i])[0] + width, middle(cells[i]), at.get(cell)[0], middle(cell)];
      const half = (x1 + x2) / 2;
      return `${i ? 'H' : 'M'}${x1}${i ? '' : ' ' + y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
    }).join('');
  }

  function box(node, x, y, width, height) {
    const status = worst(node);
    const what = (node.type === 'model' ? node.materialized || 'view' : node.type) + (node.rows == null ? '' : ` · ${count(node.rows, 'row')}`);
    const name = node.name.length > 30 ? node.name.slice(0, 29) + '…' : node.name;
    return make('g', {class: 'node ' + node.type, transform: `translate(${x} ${y})`, tabindex: '0', role: 'button', 'aria-label': `${node.name}, ${what}, ${STATES[status][2]}`, 'data-of': node.id},
      make('title', {}, node.name), make('rect', {class: 'box', width, height, rx: node.type === 'source' ? 21 : 6}), make('text', {x: 14, y: 18}, name), make('text', {x: 14, y: 33, class: 'kind'}, what),
      make('text', {x: width - 22, y: 26, class: 'mark ' + STATES[status][0]}, STATES[status][1]));
  }

  /** All that can be reached; a circle ends where it began. */
  function reach(id, next) {
    const reached = new Set();
    const open = [...next(id)];
    while (open.length) {
      const one = open.pop();
      if (!reached.has(one)) {
        reached.add(one);
        open.push(...next(one));
      }
    }
    return reached;
  }

  function light(svg, boxes, edges) {
    let pinned = null;
    const show = id => {
      const up = id ? reach(id, one => nodes.get(one).parents) : new Set(), down = id ? reach(id, one => children.get(one)) : new Set();
      svg.classList.toggle('lit', Boolean(id));
      boxes.forEach((element, one) => {
        element.classList.toggle('self', one === id);
        element.classList.toggle('up', up.has(one));
        element.classList.toggle('down', down.has(one));
        element.setAttribute('aria-pressed', one === pinned);
      });
      edges.forEach(({from, to, line}) => {
        line.classList.toggle('up', up.has(from) && (to === id || up.has(to)));
        line.classList.toggle('down', down.has(to) && (from === id || down.has(from)));
      });
      byId('chosen').replaceChildren(...(id ? [make('strong', {}, nodes.get(id).name), ` comes from ${number(up.size)} and leads to ${number(down.size)}. `, make('a', {href: '#' + id}, 'Read about it')] : []));
    };
    const pin = id => show(pinned = pinned === id ? null : id);
    boxes.forEach((element, id) => {
      element.addEventListener('mouseenter', () => pinned || show(id));
      element.addEventListener('mouseleave', () => pinned || show(null));
      element.addEventListener('focus', () => pinned || show(id));
      element.addEventListener('blur', () => pinned || show(null));
      element.addEventListener('click', () => pin(id));
      element.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          pin(id);
        }
      });
    });
    document.addEventListener('keydown', event => event.key === 'Escape' && show(pinned = null));
  }

  function search() {
    const field = byId('search');
    const words = node => [node.name, node.type, node.materialized, node.description, ...list(node.tags), ...list(node.columns).flatMap(column => [column.name, column.description])].join(' ').toLowerCase();
    const haystack = new Map(project.nodes.map(node => [node.id, words(node)]));
    const filter = () => {
      const needles = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = new Set([...haystack].filter(([, text]) => needles.every(needle => text.includes(needle))).map(([id]) => id));
      document.querySelectorAll('article, nav li[data-of]').forEach(element => element.hidden = !found.has(element.dataset.of));
      document.querySelectorAll('#sections > section').forEach(section => section.hidden = !section.querySelector('article:not([hidden])'));
      document.querySelectorAll('nav h4').forEach(title => title.hidden = !title.nextSibling.querySelector('li:not([hidden])'));
      byId('overview').hidden = byId('lineage').hidden = needles.length > 0;
      byId('found').textContent = needles.length ? `${number(found.size)} of ${number(haystack.size)}` : '';
    };
    field.addEventListener('input', filter);
    document.addEventListener('keydown', event => {
      if (event.key === '/' && document.activeElement !== field) {
        event.preventDefault();
        field.focus();
      } else if (event.key === 'Escape' && field.value) {
        field.value = '';
        filter();
      }
    });
    window.addEventListener('hashchange', () => {
      const target = byId(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest('[hidden]')) {
        field.value = '';
        filter();
        target.scrollIntoView();
      }
    });
  }

  if (matchMedia('(max-width: 800px)').matches) byId('contents').open = false;
  overview();
  contents();
  if (project.nodes.length) lineage();
  sections();
  search();
  const wanted = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (wanted) wanted.scrollIntoView();
})();
