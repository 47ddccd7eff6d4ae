//! A browser of its own for every test: a driver, a fresh profile, a folder for downloads, and a server
//! for the built page that remembers what was asked of it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use tokio::process::Child;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::engine::{Engine, launch};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(40);

/// How the names of files end that are still coming.
const UNFINISHED: [&str; 3] = [".crdownload", ".part", ".wkdownload"];

/// A browser with the page's server.
pub struct Browser {
    pub driver: WebDriver,
    pub origin: String,
    site: Arc<Site>,
    folder: TempDir,
    engine: Engine,
    processes: Vec<Child>,
    serving: JoinHandle<()>,
}

/// What the server knows.
#[derive(Default)]
struct Site {
    /// The folder that is served.
    folder: Mutex<PathBuf>,
    /// Whether nothing is served any more.
    is_down: Mutex<bool>,
    /// Whether modules are served without a media type.
    forgets_types: Mutex<bool>,
    /// Headers of every answer.
    headers: Mutex<Vec<(HeaderName, HeaderValue)>>,
    /// The paths that were asked for.
    asked: Mutex<Vec<String>>,
    /// Files whose path contains this are not served.
    missing: Mutex<Option<&'static str>>,
    /// Paths that hold this part come so much later.
    late: Mutex<Option<(&'static str, Duration)>>,
}

/// The built page.
pub fn dist() -> PathBuf {
    let folder = std::env::var_os("NIANBAO_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
    assert!(
        folder.join("index.html").exists(),
        "{} holds no built page: run `make build` first",
        folder.display()
    );
    folder
}

impl Browser {
    /// Starts the suite's browser on an empty page. The built page is served at the root and below `/some/sub-path/`.
    pub async fn start() -> Browser {
        Browser::start_in(Engine::chosen()).await
    }

    /// Starts the browser of an engine.
    pub async fn start_in(engine: Engine) -> Browser {
        let folder = tempfile::tempdir().expect("a folder for the browser");
        std::fs::create_dir(folder.path().join("downloads")).expect("a folder for downloads");
        let (origin, site, serving) = serve(dist()).await;
        let (driver, processes) = launch(engine, folder.path()).await;
        let browser = Browser { driver, origin, site, folder, engine, processes, serving };
        if engine == Engine::WebKit {
            browser.resize(1366, 700).await;
        }
        browser
    }

    /// Closes the browser, as a user does, and starts it again with the same profile.
    pub async fn reopen(mut self) -> Browser {
        self.driver.clone().quit().await.expect("the browser closes");
        (self.driver, self.processes) = launch(self.engine, self.folder.path()).await;
        self
    }

    /// Kills every process of the browser, without a word, and starts it again with the same profile.
    pub async fn killed(mut self) -> Browser {
        let profile = self.folder.path().join("profile").display().to_string();
        let processes = std::fs::read_dir("/proc").expect("the processes").flatten();
        for process in processes {
            let command = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
            let is_ours = String::from_utf8_lossy(&command).contains(&profile);
            if is_ours && let Ok(id) = process.file_name().into_string() {
                let kill = format!("kill -9 {id} 2>/dev/null");
                let _ = std::process::Command::new("bash").args(["-c", &kill]).status();
            }
        }
        for process in &mut self.processes {
            let _ = process.kill().await;
        }
        // What a killed browser leaves behind, and would refuse to start over.
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            let _ = std::fs::remove_file(self.folder.path().join("profile").join(lock));
        }
        (self.driver, self.processes) = launch(self.engine, self.folder.path()).await;
        self
    }

    /// Runs a script at the start of every page, before any script of the page.
    pub async fn at_start(&self, script: &str) {
        let source = serde_json::json!({ "source": script });
        self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.expect("a script");
    }

    /// Goes to an address below the page's origin, such as `/#/new/2020`.
    pub async fn go(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.origin)).await.expect("the page opens");
    }

    /// Waits until a condition, asked in JavaScript, holds.
    pub async fn wait_for(&self, what: &str, condition: &str) {
        let start = Instant::now();
        let script = format!("return !!({condition});");
        while start.elapsed() < PATIENCE {
            if self.ask(&script).await == serde_json::Value::Bool(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let shown = self.ask("return document.body.innerText").await;
        panic!("waited in vain for: {what} ({condition}); the page says: {shown}");
    }

    /// Runs a script and returns what it returns.
    pub async fn ask(&self, script: &str) -> serde_json::Value {
        let answer = self.driver.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// The paths that were asked of the server so far.
    pub fn asked(&self) -> Vec<String> {
        self.site.asked.lock().expect("the list").clone()
    }

    /// From now on the server fails for files whose path contains a text; `None` makes it whole again.
    pub fn missing(&self, part: Option<&'static str>) {
        *self.site.missing.lock().expect("the text") = part;
    }

    /// From now on the server gives what another folder holds.
    pub fn serve(&self, folder: &Path) {
        *self.site.folder.lock().expect("the folder") = folder.to_owned();
    }

    /// From now on every answer has these headers.
    pub fn answer_with(&self, headers: Vec<(HeaderName, HeaderValue)>) {
        *self.site.headers.lock().expect("the headers") = headers;
    }

    /// From now on modules are served without a media type.
    pub fn forget_module_types(&self) {
        *self.site.forgets_types.lock().expect("the state") = true;
    }

    /// Ends the server. What comes on connections that stand is refused.
    pub fn stop_serving(&self) {
        *self.site.is_down.lock().expect("the state") = true;
        self.serving.abort();
    }

    /// What a watched browser wrote into a log since it was read last: `performance` holds what was asked of the
    /// network, `browser` what stands in the console.
    pub async fn log(&self, kind: &str) -> Vec<String> {
        let entries = self.driver.handle().get_log(kind).await.expect("a log");
        entries.into_iter().map(|entry| entry.message).collect()
    }

    /// Lets the server answer late for paths that hold a part.
    pub fn late(&self, part: &'static str, by: Duration) {
        *self.site.late.lock().expect("the text") = Some((part, by));
    }

    /// Waits for a downloaded file, takes it away, and returns its name and its text.
    pub async fn downloaded(&self) -> (String, String) {
        let (name, bytes) = self.downloaded_bytes().await;
        (name, String::from_utf8(bytes).expect("a text"))
    }

    /// Waits for a downloaded file, takes it away, and returns its name and its bytes.
    pub async fn downloaded_bytes(&self) -> (String, Vec<u8>) {
        let start = Instant::now();
        let folder = self.folder.path().join("downloads");
        while start.elapsed() < PATIENCE {
            let files = std::fs::read_dir(&folder).expect("the folder");
            let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
            let is_whole = |name: &String| {
                !name.starts_with('.') && !UNFINISHED.iter().any(|ending| name.ends_with(ending))
            };
            if let Some(name) = names.into_iter().find(is_whole) {
                let path = folder.join(&name);
                let bytes = std::fs::read(&path).expect("the file");
                // Not every engine writes under another name until all is there.
                tokio::time::sleep(Duration::from_millis(100)).await;
                let size = std::fs::metadata(&path).map_or(0, |file| file.len());
                if !bytes.is_empty() && size == bytes.len() as u64 {
                    std::fs::remove_file(path).expect("the file");
                    return (name, bytes);
                }
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("no file was downloaded");
    }

    /// Puts a text into a file that can be chosen in the page, and returns its path.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("the file");
        path.display().to_string()
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl AsRef<str>) {
        self.driver.action_chain().send_keys(keys.as_ref()).perform().await.expect("keys");
    }

    /// Presses a key together with Control.
    pub async fn press_control(&self, key: char) {
        let chain = self.driver.action_chain().key_down(Key::Control).send_keys(key.to_string());
        chain.key_up(Key::Control).perform().await.expect("keys");
    }

    /// Copies two flavours with Ctrl+C, as another program would put them on the clipboard.
    pub async fn copy(&self, html: &str, text: &str) {
        let script = "document.addEventListener('copy', (event) => {
            if (arguments[0]) event.clipboardData.setData('text/html', arguments[0]);
            event.clipboardData.setData('text/plain', arguments[1]);
            event.preventDefault();
            event.stopPropagation();
        }, { capture: true, once: true });";
        self.driver.execute(script, vec![html.into(), text.into()]).await.expect("a listener");
        self.press_control('c').await;
    }

    /// What is on the clipboard, its HTML and its text, by pasting it into a text of the page with Ctrl+V.
    pub async fn clipboard(&self, field: &str) -> (String, String) {
        let script = format!(
            "document.addEventListener('paste', (event) => {{ window.pasted = event.clipboardData.getData('text/html'); }},
                {{ capture: true, once: true }});
            const field = document.getElementById('{field}');
            field.focus();
            field.select();"
        );
        self.ask(&script).await;
        self.press_control('v').await;
        let script = format!("return [window.pasted, document.getElementById('{field}').value]");
        serde_json::from_value(self.ask(&script).await).expect("two flavours")
    }

    /// Drops files or a folder on the page, as from the desk.
    pub async fn drop_on_page(&self, path: &str) {
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = serde_json::json!({ "items": [], "files": [path], "dragOperationsMask": 1 });
            let event = serde_json::json!({ "type": kind, "x": 400, "y": 400, "data": data });
            self.driver.cdp().send_raw("Input.dispatchDragEvent", event).await.expect("the drag");
        }
    }

    /// Fills the store to the last character with records of another application.
    pub async fn fill_store(&self) {
        let fill = "let size = 4 * 1024 * 1024, filled = 0;
            while (size > 0) { try { localStorage.setItem('filler' + filled++, 'x'.repeat(size)); } catch { size = size >> 1; } }";
        self.ask(fill).await;
    }

    /// Takes away what the other application filled the store with.
    pub async fn empty_store(&self) {
        let fillers = "Object.keys(localStorage).filter(key => key.startsWith('filler'))";
        self.ask(&format!("{fillers}.forEach(key => localStorage.removeItem(key))")).await;
    }

    /// Makes the page as wide and high as a screen, without the browser's own bars.
    pub async fn screen(&self, width: u32, height: u32) {
        if !self.engine.is_chromium() {
            return self.resize(width, height).await;
        }
        let metrics =
            serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("the size");
    }

    /// Waits for two frames: one for what is new, one for what follows from it.
    pub async fn two_frames(&self) {
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done));";
        self.driver.execute_async(frames, Vec::new()).await.expect("two frames");
    }

    /// The same by the size of the window.
    async fn resize(&self, width: u32, height: u32) {
        let bars = self.ask("return [outerWidth - innerWidth, outerHeight - innerHeight]").await;
        let [aside, above]: [u32; 2] = serde_json::from_value(bars).expect("the bars");
        let (width_of_window, height_of_window) = (width + aside, height + above);
        // In sight of the mouse, which rests in the middle of the screen: where no window manager is, it has the focus.
        let (left, top) =
            ((800 - width_of_window as i64 / 2).max(0), (600 - height_of_window as i64 / 2).max(0));
        self.driver.set_window_rect(left, top, width_of_window, height_of_window).await.expect("the size");
        self.wait_for("the size", &format!("innerWidth === {width} && innerHeight === {height}")).await;
        self.two_frames().await;
    }

    /// Ends the session.
    pub async fn quit(self) {
        let _ = self.driver.quit().await;
    }
}

async fn serve(folder: PathBuf) -> (String, Arc<Site>, JoinHandle<()>) {
    let site = Arc::new(Site { folder: Mutex::new(folder), ..Site::default() });
    let known = site.clone();
    let folder = site.clone();
    let file = move |request: Request| {
        let folder = folder.folder.lock().expect("the folder").clone();
        // An answer, too, where there is no such file.
        async move {
            let answer = ServeDir::new(folder).try_call(request).await;
            answer.map_or_else(|_| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
        }
    };
    let app = Router::new()
        .nest_service("/some/sub-path", Router::new().fallback(file.clone()))
        .fallback(file)
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            let path = request.uri().path().to_owned();
            let is_missing = known.missing.lock().expect("the text").is_some_and(|part| path.contains(part));
            let is_down = *known.is_down.lock().expect("the state");
            let headers = known.headers.lock().expect("the headers").clone();
            let is_bare = path.ends_with(".wasm") && *known.forgets_types.lock().expect("the state");
            let late = *known.late.lock().expect("the text");
            let wait = late.filter(|(part, _)| path.contains(part)).map(|(_, by)| by);
            known.asked.lock().expect("the list").push(path);
            async move {
                if let Some(wait) = wait {
                    tokio::time::sleep(wait).await;
                }
                if is_missing || is_down {
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                }
                let mut response = next.run(request).await;
                response.headers_mut().extend(headers);
                if is_bare {
                    response.headers_mut().remove("content-type");
                }
                response
            }
        }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("the port");
    let serving = tokio::spawn(async move { axum::serve(listener, app).await.expect("the server") });
    (format!("http://{address}"), site, serving)
}
