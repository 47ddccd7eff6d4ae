// Shows the blank form of a new report at once, before the program is here; the program takes over what was
// typed into it (page::early). For a draft there is no such form: what it holds only the program knows.
(() => {
  const address = /^#\/new\/(\d{4})$/.exec(location.hash);
  const year = address && Number(address[1]);
  const blanks = [...document.querySelectorAll('template[data-edition]')]
    .filter((template) => Number(template.dataset.since) <= year)
    .sort((one, other) => other.dataset.since - one.dataset.since);
  if (!year || !blanks.length) return;
  const app = document.getElementById('app');
  app.textContent = '';
  app.append(document.getElementById('desk').content.cloneNode(true));
  const sheet = document.getElementById('sheet');
  sheet.dataset.edition = blanks[0].dataset.edition;
  sheet.append(blanks[0].content.cloneNode(true));
  sheet.querySelector('#year').defaultValue = year;
  const title = sheet.querySelector('#sheet-title').lastChild;
  title.data = `${year}年${title.data}`;
})();
