function overview() {
  byId('project').textContent = document.title = project.name;
  byId('generated').textContent = project.generatedAt
    ? `Last run ${time(project.generatedAt)}` + (project.seconds ? `, ${seconds(project.seconds)}` : '')
    : 'Not run yet';
  const outcomes = project.tests.map(test => STATES[statusOf(test.outcome)][2]);
  const tile = (value, text, style) => make('div', {class: 'number'}, make('b', {class: style}, value), make('span', {}, text));
  const tiles = KINDS.map(([type, title]) => [project.nodes.filter(node => node.type === type).length, title])
    .filter(([n]) => n)
    .map(([n, title]) => tile(number(n), n === 1 ? title.slice(0, -1) : title));
  for (const [word, style, mark, text] of [
    ['passed', 'good', '✓ ', 'Tests passed'],
    ['failed', 'bad', '✕ ', 'Tests failed'],
    ['warned', 'warn', '! ', 'Tests warned'],
    ['skipped', 'none', '– ', 'Tests skipped'],
    ['not run', 'none', '– ', 'Tests not run']
  ]) {
    const n = outcomes.filter(outcome => outcome === word).length;
    if (n || word === 'passed' || word === 'failed') tiles.push(tile(mark + number(n), text, n ? style : 'none'));
  }
  byId('numbers').append(...tiles);
  byId('trouble').append(
    ...['bad', 'warn'].flatMap(style => [...project.nodes, ...project.tests].filter(one => STATES[statusOf(one.outcome)][0] === style).map(trouble)),
    ...project.nodes.filter(node => ['warn', 'error'].includes((node.freshness || {}).status)).map(stale)
  );
}

function trouble(one) {
  const about = one.on ? list(one.on).filter(id => nodes.has(id)) : [one.id];
  const what = one.on ? [' ', one.label, one.column ? ` of ${one.column}` : '', ' in '] : [' '];
  return make(
    'div',
    {class: 'trouble ' + STATES[one.outcome.status][0]},
    state(one.outcome.status),
    ...what,
    ...about.flatMap((id, i) => [i ? ', ' : null, link(id)]),
    one.outcome.message ? make('p', {}, one.outcome.message) : null
  );
}

function stale(source) {
  return make(
    'div',
    {class: 'trouble ' + STATES[source.freshness.status][0]},
    state(source.freshness.status, 'late'),
    ' ',
    link(source.id),
    make('p', {}, freshness(source.freshness))
  );
}

function freshness(fresh) {
  const limits = [fresh.warnAfter ? `warns after ${fresh.warnAfter}` : null, fresh.errorAfter ? `fails after ${fresh.errorAfter}` : null]
    .filter(Boolean)
    .join(', ');
  return (fresh.loadedAt ? `Newest row ${time(fresh.loadedAt)}, ${age(fresh.ageSeconds)} old` : 'Not measured') + (limits ? ` (${limits})` : '');
}

function contents() {
  const group = (title, entries) => [
    make('h4', {}, title),
    make(
      'ul',
      {},
      ...entries.map(node =>
        make('li', {'data-of': node.id}, make('a', {href: '#' + node.id}, make('span', {title: node.name}, node.name), mark(worst(node))))
      )
    )
  ];
  byId('toc').append(
    make('ul', {}, make('li', {}, make('a', {href: '#overview'}, 'Overview')), make('li', {}, make('a', {href: '#lineage'}, 'Lineage')))
  );
  groups().forEach(([title, entries]) => byId('toc').append(...group(title, entries)));
}

const mark = status =>
  make('span', {class: 'state ' + STATES[status][0], title: STATES[status][2], 'aria-label': STATES[status][2], role: 'img'}, STATES[status][1]);

/** Models by folder, what is shown to people first; then all else by type. */
function groups() {
  const folder = node => (node.path || '').split('/').slice(1, -1)[0] || 'models';
  const order = ['marts', 'intermediate', 'staging'];
  const rank = name => (order.includes(name) ? order.indexOf(name) : order.length);
  const models = project.nodes.filter(node => node.type === 'model');
  const folders = [...new Set(models.map(folder))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const sorted = entries => entries.sort((a, b) => a.name.localeCompare(b.name));
  return [
    ...folders.map(name => [name[0].toUpperCase() + name.slice(1), sorted(models.filter(node => folder(node) === name))]),
    ...KINDS.slice(1).map(([type, title]) => [title, sorted(project.nodes.filter(node => node.type === type))])
  ].filter(([, entries]) => entries.length);
}

function testItem(test) {
  const outcome = test.outcome || {};
  const failed =
    outcome.failures && ['fail', 'warn'].includes(outcome.status) ? `${STATES[outcome.status][2]}: ${count(outcome.failures, 'row')}` : null;
  return make(
    'li',
    {title: outcome.message},
    state(statusOf(test.outcome), failed),
    ' ',
    make('code', {}, test.label),
    test.warnsOnly ? ' (warns only)' : null,
    test.description ? ` – ${test.description}` : null
  );
}

const testList = some => (some.length ? make('ul', {class: 'tests'}, ...some.map(testItem)) : null);
const code = (title, text) => (text ? make('details', {}, make('summary', {}, title), make('pre', {tabindex: '0'}, text)) : null);
const fact = (name, value, style) =>
  value == null || value === '' ? [] : [make('div', {}, make('dt', {}, name), make('dd', {class: style}, value))];
const links = (title, ids) => (ids.length ? [make('h4', {}, title), make('div', {class: 'links'}, ...ids.map(link))] : []);

/** How it was built or how fresh it is, and how many of its tests did not pass. */
function states(node, own) {
  const fresh = (node.freshness || {}).status;
  const first = node.type !== 'source' ? [state(statusOf(node.outcome))] : fresh ? [state(fresh, fresh === 'pass' ? 'fresh' : 'late')] : [];
  return first.concat(
    ['fail', 'warn']
      .map(status => [status, own.filter(test => STATES[statusOf(test.outcome)][0] === STATES[status][0]).length])
      .filter(([, n]) => n)
      .map(([status, n]) => state(status, `${count(n, 'test')} ${STATES[status][2]}`))
  );
}

function article(node) {
  const columns = list(node.columns);
  const own = tests.get(node.id);
  const ofColumn = column => own.filter(test => test.column && test.column.toLowerCase() === column.name.toLowerCase());
  const rest = own.filter(test => !columns.some(column => ofColumn(column).includes(test)));
  const outcome = node.outcome || {};
  return make(
    'article',
    {id: node.id, 'data-of': node.id, tabindex: '-1'},
    make(
      'div',
      {class: 'head'},
      make('h3', {}, node.name),
      make('span', {class: 'badge'}, node.type === 'model' ? node.materialized || 'view' : node.type),
      ...list(node.tags).map(tag => make('span', {class: 'badge'}, '#' + tag)),
      make('span', {class: 'states'}, ...states(node, own))
    ),
    make('p', {class: 'text'}, node.description || 'Not described yet.'),
    outcome.message && STATES[statusOf(outcome)][0] === 'bad' ? make('div', {class: 'trouble bad'}, make('p', {}, outcome.message)) : null,
    make(
      'dl',
      {},
      ...fact('Grain', list(node.grain).length ? 'One row per ' + node.grain.join(', ') : null),
      ...fact('Rows', node.rows == null ? null : number(node.rows)),
      ...fact('Last built', outcome.finishedAt ? `${time(outcome.finishedAt)}, in ${seconds(outcome.seconds)}` : null),
      ...fact('Freshness', node.type === 'source' && node.freshness ? freshness(node.freshness) : null),
      ...fact('Relation', node.materialized === 'ephemeral' ? null : node.relation, 'code'),
      ...fact('File', node.path, 'code')
    ),
    ...(columns.length
      ? [
          make('h4', {}, count(columns.length, 'column')),
          make(
            'table',
            {},
            make('thead', {}, make('tr', {}, ...['Name', 'Type', 'Description', 'Tests'].map(text => make('th', {scope: 'col'}, text)))),
            make(
              'tbody',
              {},
              ...columns.map(column =>
                make(
                  'tr',
                  {},
                  make('td', {}, column.name),
                  make('td', {}, column.type || null),
                  make('td', {}, column.description || null),
                  make('td', {}, testList(ofColumn(column)))
                )
              )
            )
          )
        ]
      : []),
    ...(rest.length ? [make('h4', {}, columns.length ? 'Further tests' : 'Tests'), testList(rest)] : []),
    ...links('Depends on', node.parents),
    ...links('Used by', children.get(node.id)),
    code('SQL as written', node.raw),
    code('SQL as run', node.compiled)
  );
}

function sections() {
  groups().forEach(([title, entries]) => byId('sections').append(make('section', {}, make('h2', {}, title), ...entries.map(article))));
}
