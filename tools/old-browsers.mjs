// The built page in real old kernels, Chromium 83 and 92, as offices still have them: a small report is made with the
// keyboard, pasted into, reloaded, exported, and opened again; every page is looked at on two screens (`screenshots/`).
// Speaks the DevTools protocol over a pipe, since no driver of today knows these browsers.
// usage: node tools/old-browsers.mjs VERSION=PROGRAM ...
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const dist = path.resolve(process.env.NIANBAO_DIST ?? 'dist');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const patience = 60_000;

/** Serves the built page from loopback; returns its origin. */
async function serve() {
  const server = createServer((request, response) => {
    const asked = new URL(request.url, 'http://x').pathname;
    const file = path.join(dist, asked === '/' ? 'index.html' : asked);
    if (!file.startsWith(dist) || !existsSync(file)) return response.writeHead(404).end();
    const type = types[path.extname(file)];
    return response.writeHead(200, type ? { 'content-type': type } : {}).end(readFileSync(file));
  });
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

/** A browser, and a page in it. */
class OldBrowser {
  #answers = new Map();
  #last = 0;

  static async start(program) {
    const browser = new OldBrowser();
    browser.folder = mkdtempSync(path.join(os.tmpdir(), 'nianbao-'));
    browser.downloads = path.join(browser.folder, 'downloads');
    mkdirSync(browser.downloads);
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-zygote', '--single-process', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'];
    const args = [...flags, '--window-size=1366,768', `--user-data-dir=${path.join(browser.folder, 'profile')}`, '--remote-debugging-pipe'];
    browser.process = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    let waiting = '';
    browser.process.stdio[4].setEncoding('utf8').on('data', (data) => {
      const parts = (waiting + data).split('\0');
      waiting = parts.pop();
      parts.forEach((part) => browser.#hear(JSON.parse(part)));
    });
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    browser.session = (await browser.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    for (const domain of ['Page', 'Runtime', 'DOM']) await browser.send(`${domain}.enable`);
    await browser.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: browser.downloads });
    return browser;
  }

  #hear({ id, result, error, method, params }) {
    if (method === 'Runtime.exceptionThrown') console.error(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) answer?.fail(new Error(error.message));
    else answer?.tell(result);
  }

  send(method, params = {}) {
    const id = (this.#last += 1);
    const { session: sessionId } = this;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    return new Promise((tell, fail) => { this.#answers.set(id, { tell, fail }); });
  }

  async ask(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true, userGesture: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  async waitFor(what, condition) {
    const end = Date.now() + patience;
    while (Date.now() < end) {
      if (await this.ask(`!!(${condition})`).catch(() => false)) return;
      await new Promise((later) => { setTimeout(later, 50); });
    }
    throw new Error(`waited in vain for ${what} (${condition}); the page says: ${await this.ask('document.body.innerText')}`);
  }

  async press(key, modifiers = 0) {
    const codes = { Tab: 9, Enter: 13 };
    const windowsVirtualKeyCode = codes[key] ?? key.toUpperCase().charCodeAt(0);
    const text = key.length === 1 && !modifiers ? key : undefined;
    const event = { key, modifiers, windowsVirtualKeyCode, code: codes[key] ? key : undefined };
    await this.send('Input.dispatchKeyEvent', { ...event, type: text || key === 'Enter' ? 'keyDown' : 'rawKeyDown', text: key === 'Enter' ? '\r' : text });
    await this.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  async go(hash) {
    await this.send('Page.navigate', { url: `${this.origin}/${hash}` });
  }

  formStands() {
    return this.waitFor('the form', "document.getElementById('disputes.reconsideration.upheld') && performance.getEntriesByName('listens').length");
  }

  enter(id) {
    return this.ask(`document.getElementById(${JSON.stringify(id)}).scrollIntoView({ block: 'center' }), document.getElementById(${JSON.stringify(id)}).focus()`);
  }

  shows(id, value) {
    return this.waitFor(`${id} to show ${value}`, `document.getElementById('${id}').value === '${value}'`);
  }

  saved() {
    return this.waitFor('the saved state', "document.getElementById('saved-state').textContent.startsWith('已保存')");
  }

  /** Presses a button by Enter. */
  async click(name) {
    const found = `[...document.querySelectorAll('button, a')].find((one) => one.textContent.trim() === '${name}' && one.offsetParent)`;
    await this.waitFor(name, found);
    await this.ask(`${found}.focus()`);
    await this.press('Enter');
  }

  /** Waits for a file that comes, and returns its name and bytes. */
  async downloaded() {
    const end = Date.now() + patience;
    while (Date.now() < end) {
      const [name] = readdirSync(this.downloads).filter((file) => !file.endsWith('.crdownload'));
      if (name) {
        const bytes = readFileSync(path.join(this.downloads, name));
        rmSync(path.join(this.downloads, name));
        return [name, bytes];
      }
      await new Promise((later) => { setTimeout(later, 50); });
    }
    throw new Error('no file came');
  }

  /** Takes pictures on a screen of an office and on a telephone, where nothing may scroll sideways. */
  async picture(name) {
    mkdirSync('screenshots', { recursive: true });
    for (const [width, height] of [[360, 740], [1366, 768]]) {
      await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      await this.ask('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      const tooWide = await this.ask('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      assert.equal(tooWide, 0, `${name} scrolls sideways at ${width} pixels`);
      const cut = await this.ask("[...document.querySelectorAll('.form tbody th')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent).join()");
      assert.equal(cut, '', `headers of ${name} stand out of their cells at ${width} pixels`);
      const { data } = await this.send('Page.captureScreenshot');
      writeFileSync(path.join('screenshots', `${name}-${width}.png`), Buffer.from(data, 'base64'));
    }
  }

  end() {
    this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function tryOut(version, program, origin) {
  const browser = await OldBrowser.start(program);
  browser.origin = origin;
  try {
    const agent = await browser.ask('navigator.userAgent');
    assert.match(agent, new RegExp(`Chrome/${version}\\.`), 'the browser is the one that is meant');
    await browser.go('#/new/2024');
    await browser.formStands();
    // With the keyboard.
    await browser.enter('organ');
    await browser.send('Input.insertText', { text: '示例市示例局' });
    await browser.enter('disputes.reconsideration.upheld');
    for (const key of ['1', '2', 'Tab', '3', 'Tab', '0', 'Tab', '1', 'Tab']) await browser.press(key);
    await browser.shows('disputes.reconsideration.total', '16');
    // From the clipboard.
    await browser.waitFor('the chunk', "document.querySelector('.findings')");
    await browser.enter('requests.new.natural-person');
    await browser.ask(`document.addEventListener('copy', (event) => {
      event.clipboardData.setData('text/plain', '5\\t1\\n0\\t0\\n5\\t1\\n');
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true, once: true }), document.execCommand('copy')`);
    await browser.press('v', 2);
    await browser.shows('requests.granted.business', '1');
    await browser.shows('requests.new.total', '6');
    await browser.saved();
    await browser.picture(`chromium-${version}-editor`);
    await browser.ask("document.getElementById('requests').scrollIntoView()");
    await browser.picture(`chromium-${version}-table-3`);
    // After a reload.
    await browser.send('Page.reload');
    await browser.formStands();
    await browser.shows('organ', '示例市示例局');
    await browser.shows('requests.granted.business', '1');
    await browser.shows('disputes.reconsideration.total', '16');
    // Exported by the page itself, and by the worker.
    await browser.waitFor('the chunk', "document.querySelector('.findings')");
    for (const [label, begin] of [['下载 JSON', '{'], ['下载 HTML', '<!DOCTYPE html>']]) {
      await browser.click(label);
      await browser.click('仍然下载');
      const [name, bytes] = await browser.downloaded();
      assert.ok(bytes.toString('utf8').startsWith(begin), name);
      assert.ok(bytes.includes('示例市示例局'), name);
      if (label === '下载 HTML') writeFileSync(path.join(browser.folder, 'report.html'), bytes);
    }
    await browser.click('更多下载');
    await browser.picture(`chromium-${version}-menu`);
    for (const [label, begin] of [['下载 Excel', 'PK'], ['下载图解', '\x89PNG']]) {
      if (!await browser.ask("document.getElementById('downloads').offsetParent")) await browser.click('更多下载');
      await browser.click(label);
      await browser.click('仍然下载');
      const [name, bytes] = await browser.downloaded();
      assert.ok(bytes.toString('latin1').startsWith(begin), name);
      if (name.endsWith('.png')) writeFileSync(path.join('screenshots', `chromium-${version}-picture.png`), bytes);
    }
    // Opened again.
    await browser.go('#/');
    await browser.waitFor('the drafts', "document.querySelector('.draft') && document.getElementById('open-file')");
    await browser.picture(`chromium-${version}-drafts`);
    const { root } = await browser.send('DOM.getDocument');
    const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#open-file' });
    await browser.send('DOM.setFileInputFiles', { nodeId, files: [path.join(browser.folder, 'report.html')] });
    await browser.formStands();
    await browser.shows('requests.granted.business', '1');
    await browser.click('预览');
    await browser.waitFor('the preview', "document.querySelector('.document')");
    await browser.picture(`chromium-${version}-preview`);
    await browser.ask("document.querySelector('.preview__picture').scrollIntoView()");
    await browser.picture(`chromium-${version}-preview-picture`);
    // With something wrong.
    await browser.click('回到报告');
    await browser.formStands();
    await browser.enter('requests.partly-granted.business');
    await browser.send('Input.insertText', { text: '两件' });
    await browser.press('Tab');
    await browser.waitFor('the finding', "document.querySelector('.finding')");
    await browser.picture(`chromium-${version}-editor-finding`);
    for (const place of ['organ', 'overview', 'disclosure', 'disputes', 'other-matters']) {
      await browser.ask(`document.getElementById('${place}').scrollIntoView()`);
      await browser.picture(`chromium-${version}-editor-${place}`);
    }
    await browser.click('检查');
    await browser.waitFor('the check', "document.querySelector('.single .finding')");
    await browser.picture(`chromium-${version}-check`);
    await browser.go('#/rules');
    await browser.waitFor('the rules', "document.querySelector('table.rules')");
    await browser.picture(`chromium-${version}-rules`);
    console.log(`Chromium ${version}: filled in, pasted into, reloaded, exported, opened again (${agent})`);
  } finally {
    browser.end();
  }
}

const origin = await serve();
for (const argument of process.argv.slice(2)) {
  const [version, program] = argument.split('=');
  await tryOut(version, program, origin);
}
