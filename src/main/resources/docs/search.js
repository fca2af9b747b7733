function search() {
  const field = byId('search');
  const words = node =>
    [
      node.name,
      node.type,
      node.materialized,
      node.description,
      ...list(node.tags),
      ...list(node.columns).flatMap(column => [column.name, column.description])
    ]
      .join(' ')
      .toLowerCase();
  const haystack = new Map(project.nodes.map(node => [node.id, words(node)]));
  const filter = () => {
    const needles = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = new Set([...haystack].filter(([, text]) => needles.every(needle => text.includes(needle))).map(([id]) => id));
    document.querySelectorAll('article, nav li[data-of]').forEach(element => (element.hidden = !found.has(element.dataset.of)));
    document.querySelectorAll('#sections > section').forEach(section => (section.hidden = !section.querySelector('article:not([hidden])')));
    document.querySelectorAll('nav h4').forEach(title => (title.hidden = !title.nextSibling.querySelector('li:not([hidden])')));
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
