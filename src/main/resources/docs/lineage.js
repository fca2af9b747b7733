/** Each node's column: the one after the last that it reads; what reads nothing stands just before its first reader. */
function depths() {
  const depth = new Map();
  const of = (id, path) => {
    if (!depth.has(id) && !path.includes(id)) depth.set(id, Math.max(-1, ...nodes.get(id).parents.map(parent => of(parent, [...path, id]))) + 1);
    return depth.get(id) || 0;
  };
  project.nodes.forEach(node => of(node.id, []));
  project.nodes
    .filter(node => !node.parents.length && children.get(node.id).length)
    .forEach(node => depth.set(node.id, Math.min(...children.get(node.id).map(id => depth.get(id))) - 1));
  return depth;
}

/** Columns of cells: a node, or a bend through which an edge passes a column; within a column near to what they are tied to. */
function layers(edges) {
  const depth = depths();
  const columns = Array.from({length: Math.max(...depth.values()) + 1}, () => []);
  const left = new Map(),
    right = new Map();
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
  const mean = (cells, otherwise) => (cells.length ? cells.reduce((sum, cell) => sum + place.get(cell), 0) / cells.length : otherwise);
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
  const WIDTH = 7.3 * Math.min(30, Math.max(...project.nodes.map(node => node.name.length), 12)) + 42,
    HEIGHT = 42,
    BEND = 6,
    ACROSS = 48,
    DOWN = 14;
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
  Object.assign(svg.style, {width: '100%', maxWidth: size[0] + 'px', minWidth: size[0] * 0.8 + 'px'});
  edges.forEach(edge => svg.append((edge.line = make('path', {class: 'edge', d: curve(edge.cells, at, WIDTH, HEIGHT, BEND)}))));
  const boxes = new Map(
    [...at]
      .filter(([cell]) => nodes.has(cell))
      .sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1])
      .map(([id, [x, y]]) => [id, box(nodes.get(id), x, y, WIDTH, HEIGHT)])
  );
  svg.append(...boxes.values());
  byId('picture').append(svg);
  light(svg, boxes, edges);
}

function curve(cells, at, width, height, bend) {
  const middle = cell => at.get(cell)[1] + (nodes.has(cell) ? height : bend) / 2;
  return cells
    .slice(1)
    .map((cell, i) => {
      const [x1, y1, x2, y2] = [at.get(cells[i])[0] + width, middle(cells[i]), at.get(cell)[0], middle(cell)];
      const half = (x1 + x2) / 2;
      return `${i ? 'H' : 'M'}${x1}${i ? '' : ' ' + y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
    })
    .join('');
}

function box(node, x, y, width, height) {
  const status = worst(node);
  const what = (node.type === 'model' ? node.materialized || 'view' : node.type) + (node.rows == null ? '' : ` · ${count(node.rows, 'row')}`);
  const name = node.name.length > 30 ? node.name.slice(0, 29) + '…' : node.name;
  return make(
    'g',
    {
      class: 'node ' + node.type,
      transform: `translate(${x} ${y})`,
      tabindex: '0',
      role: 'button',
      'aria-label': `${node.name}, ${what}, ${STATES[status][2]}`,
      'data-of': node.id
    },
    make('title', {}, node.name),
    make('rect', {class: 'box', width, height, rx: node.type === 'source' ? 21 : 6}),
    make('text', {x: 14, y: 18}, name),
    make('text', {x: 14, y: 33, class: 'kind'}, what),
    make('text', {x: width - 22, y: 26, class: 'mark ' + STATES[status][0]}, STATES[status][1])
  );
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
    const up = id ? reach(id, one => nodes.get(one).parents) : new Set(),
      down = id ? reach(id, one => children.get(one)) : new Set();
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
    byId('chosen').replaceChildren(
      ...(id
        ? [
            make('strong', {}, nodes.get(id).name),
            ` comes from ${number(up.size)} and leads to ${number(down.size)}. `,
            make('a', {href: '#' + id}, 'Read about it')
          ]
        : [])
    );
  };
  const pin = id => show((pinned = pinned === id ? null : id));
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
  document.addEventListener('keydown', event => event.key === 'Escape' && show((pinned = null)));
}
