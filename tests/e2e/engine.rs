//! The engines that the page runs in: for each its driver, and a browser without a window, with a profile
//! and downloads in a folder. Knows nothing of the page. `NIANBAO_ENGINE` chooses the engine of all tests that
//! name none: `chromium`, `firefox` or `webkit`.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use thirtyfour::common::capabilities::firefox::{FirefoxCapabilities, FirefoxPreferences};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// What draws the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Engine {
    /// Chrome, Edge, 360 and most others.
    Chromium,
    /// The same, asked and typed into before the page has loaded.
    HurriedChromium,
    /// The same, with a log of everything that it asks the network for.
    WatchedChromium,
    /// The same, with a proxy on a port of this machine, for loopback too.
    ProxiedChromium(u16),
    /// Firefox.
    Firefox,
    /// Safari, and every browser of an iPhone or iPad.
    WebKit,
}

impl Engine {
    /// The engine that the suite runs in.
    pub fn chosen() -> Engine {
        match std::env::var("NIANBAO_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Engine::Chromium,
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::WebKit,
            Ok(other) => panic!("NIANBAO_ENGINE is chromium, firefox or webkit, not {other}"),
        }
    }

    /// Whether it speaks the Chrome protocol.
    pub fn is_chromium(self) -> bool {
        !matches!(self, Engine::Firefox | Engine::WebKit)
    }
}

/// Starts a browser, with its profile and its downloads in a folder. The processes end when they are dropped.
pub async fn launch(engine: Engine, folder: &Path) -> (WebDriver, Vec<Child>) {
    let mut attempts = 0;
    loop {
        let (port, processes, capabilities) = start(engine, folder).await;
        match WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await {
            Ok(driver) => return (driver, processes),
            // The port that is free for WebKit's driver may be taken by the driver of another test first.
            Err(_) if matches!(engine, Engine::WebKit) && attempts < 3 => attempts += 1,
            Err(error) => panic!("{engine:?}: {error}"),
        }
    }
}

/// Starts the driver of an engine: its port, its processes, and what it is told of the browser.
async fn start(engine: Engine, folder: &Path) -> (String, Vec<Child>, Capabilities) {
    match engine {
        Engine::Chromium => chromium(folder).await,
        Engine::HurriedChromium => {
            let (port, processes, mut capabilities) = chromium(folder).await;
            capabilities.set("pageLoadStrategy", "none").expect("a strategy");
            (port, processes, capabilities)
        }
        Engine::WatchedChromium => {
            let (port, processes, mut capabilities) = chromium(folder).await;
            let kinds = serde_json::json!({ "performance": "ALL", "browser": "ALL" });
            capabilities.set("goog:loggingPrefs", kinds).expect("kinds of logs");
            (port, processes, capabilities)
        }
        Engine::ProxiedChromium(proxy) => {
            let (port, processes, mut capabilities) = chromium(folder).await;
            let proxy = format!("127.0.0.1:{proxy}");
            let proxies = serde_json::json!({
                "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": ["<-loopback>"],
            });
            capabilities.set("proxy", proxies).expect("a proxy");
            (port, processes, capabilities)
        }
        Engine::Firefox => firefox(folder).await,
        Engine::WebKit => webkit(folder).await,
    }
}

async fn chromium(folder: &Path) -> (String, Vec<Child>, Capabilities) {
    let (chromedriver, port) = chromedriver().await;
    let mut capabilities = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    for argument in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1366,768",
        &profile,
    ] {
        capabilities.add_arg(argument).expect("an argument");
    }
    let preferences = serde_json::json!({
        "download.default_directory": folder.join("downloads"),
        "download.prompt_for_download": false,
        "profile.default_content_setting_values.automatic_downloads": 1,
    });
    capabilities.add_experimental_option("prefs", preferences).expect("preferences");
    (port.trim_end_matches('.').to_owned(), vec![chromedriver], capabilities.into())
}

/// ChromeDriver takes one free port twice, for both kinds of addresses, and ends if another program was faster.
async fn chromedriver() -> (Child, String) {
    let mut attempts = 0;
    loop {
        let mut chromedriver = Command::new("chromedriver");
        chromedriver.arg("--port=0").env("LANGUAGE", "en_US"); // so that date fields are typed in one known order
        match hears(chromedriver, "started successfully on port ").await {
            Ok(started) => return started,
            Err(sentence) if attempts == 3 => panic!("{sentence}"),
            Err(_) => attempts += 1,
        }
    }
}

async fn firefox(folder: &Path) -> (String, Vec<Child>, Capabilities) {
    let profile = folder.join("profile");
    // Its window would not become narrower than 500 pixels.
    std::fs::create_dir_all(profile.join("chrome")).expect("a profile");
    std::fs::write(profile.join("chrome/userChrome.css"), ":root, body { min-width: 0 !important; }")
        .expect("a style of the window");
    let mut geckodriver = Command::new("geckodriver");
    geckodriver.args(["--port=0", "--binary=/usr/bin/firefox-esr"]);
    let (geckodriver, port) = said(geckodriver, "Listening on 127.0.0.1:").await;
    let mut capabilities = FirefoxCapabilities::new();
    for argument in ["-headless", "--width=1366", "--height=768", "-profile", &profile.display().to_string()]
    {
        capabilities.add_arg(argument).expect("an argument");
    }
    let mut preferences = FirefoxPreferences::new();
    preferences.set("toolkit.legacyUserProfileCustomizations.stylesheets", true).expect("a preference");
    preferences.set("browser.download.folderList", 2).expect("a preference");
    preferences.set("browser.download.dir", folder.join("downloads")).expect("a preference");
    // As users have it: geckodriver lets pages from a disk fetch whatever lies there.
    preferences.set("security.fileuri.strict_origin_policy", true).expect("a preference");
    // The list of downloads would take the focus out of the page.
    preferences.set("browser.download.alwaysOpenPanel", false).expect("a preference");
    // A process for a page that nobody opens would cost every test a second.
    preferences.set("dom.ipc.processPrelaunch.enabled", false).expect("a preference");
    capabilities.set_preferences(preferences).expect("preferences");
    (port, vec![geckodriver], capabilities.into())
}

/// WebKit knows no mode without a window: it gets a screen that nobody sees, a window whose bar may be as narrow as
/// a telephone, and its downloads by the user's folders of the desktop.
async fn webkit(folder: &Path) -> (String, Vec<Child>, Capabilities) {
    let desktop = folder.join("desktop");
    std::fs::create_dir_all(desktop.join("gtk-3.0")).expect("a folder");
    std::fs::write(
        desktop.join("gtk-3.0/gtk.css"),
        "* { min-width: 0; padding: 0; margin: 0; font-size: 1px; }",
    )
    .expect("a style of the window");
    let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"", folder.join("downloads").display());
    std::fs::write(desktop.join("user-dirs.dirs"), downloads).expect("the user's folders");
    let mut screen = Command::new("Xvfb");
    screen.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let (screen, display) = said(screen, "").await;
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = free.local_addr().expect("the port").port();
    drop(free);
    let mut webdriver = Command::new("WebKitWebDriver");
    webdriver
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("XDG_CONFIG_HOME", desktop)
        .env_remove("WAYLAND_DISPLAY");
    let mut webdriver =
        quiet(&mut webdriver).stdout(Stdio::null()).spawn().expect("WebKitWebDriver is installed");
    while matches!(webdriver.try_wait(), Ok(None)) && TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "MiniBrowser").expect("a name");
    (port.to_string(), vec![webdriver, screen], capabilities)
}

/// Starts a program and returns what it says after some words, on the first line that has them.
async fn said(program: Command, words: &str) -> (Child, String) {
    hears(program, words).await.unwrap_or_else(|sentence| panic!("{sentence}"))
}

/// The same for a program that may end before it says them.
async fn hears(mut program: Command, words: &str) -> Result<(Child, String), String> {
    let name = program.as_std().get_program().display().to_string();
    let child = quiet(&mut program).stdout(Stdio::piped()).spawn();
    let mut child =
        child.map_err(|error| format!("{name} is not installed (make test installs it): {error}"))?;
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let rest = loop {
        let line = lines.next_line().await.expect("its output");
        let line = line.ok_or_else(|| format!("{name} ended without a word of “{words}”"))?;
        if let Some((_, rest)) = line.split_once(words) {
            break rest.to_owned();
        }
    };
    // Reads on, so that the program never waits for room in the pipe.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((child, rest))
}

fn quiet(program: &mut Command) -> &mut Command {
    program.stderr(Stdio::null()).kill_on_drop(true)
}
