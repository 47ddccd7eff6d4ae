//! The page as a user knows it: fields by their stable names, buttons by what is written on them.

use nianbao::export::json;
use nianbao::report::Report;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::engine::Engine;

/// The editor's form in a browser.
pub struct Form<'a>(pub &'a Browser);

impl Form<'_> {
    /// Opens an address and waits until the form stands.
    pub async fn open<'a>(browser: &'a Browser, path: &str) -> Form<'a> {
        browser.go(path).await;
        let form = Form(browser);
        form.ready().await;
        form
    }

    /// Opens a report out of a file of its own.
    pub async fn of<'a>(browser: &'a Browser, report: &Report) -> Form<'a> {
        browser.go("/#/").await;
        browser.wait_for("the page", "document.getElementById('open-file')").await;
        let form = Form(browser);
        form.open_file(&browser.file("report.json", json::write(report, &[]).as_bytes())).await;
        form.ready().await;
        form
    }

    /// Waits until the form stands.
    pub async fn ready(&self) {
        let stands = "document.getElementById('organ') && document.getElementById('disputes.reconsideration.upheld') && performance.getEntriesByName('listens').length";
        self.0.wait_for("the form", stands).await;
    }

    /// A field, as soon as it stands.
    pub async fn field(&self, id: &str) -> WebElement {
        self.0.driver.query(By::Id(id)).first().await.unwrap_or_else(|error| panic!("{id}: {error}"))
    }

    /// Clicks into a field and types, in place of what stands there.
    pub async fn fill(&self, id: &str, text: &str) {
        self.enter(id).await;
        self.0.press_control('a').await;
        // WebKit takes keys in a moment after it was told of them.
        let selected = format!(
            "(({{ value, selectionStart, selectionEnd }}) => selectionEnd === null || selectionEnd - selectionStart === value.length)(document.getElementById('{id}'))"
        );
        self.0.wait_for("all of the text selected", &selected).await;
        // WebKit knows no key for the end of a line but Enter.
        let keys = if text.is_empty() { key(Key::Delete) } else { text.replace('\n', &key(Key::Enter)) };
        self.field(id).await.send_keys(keys).await.expect("keys");
    }

    /// Clicks into a field.
    pub async fn enter(&self, id: &str) {
        let field = self.field(id).await;
        self.bring(&field).await;
        field.click().await.unwrap_or_else(|error| panic!("{id}: {error}"));
    }

    /// Types a number into every cell from here on, going to the next with Tab.
    pub async fn fill_on(&self, first: &str, numbers: &[&str]) {
        self.enter(first).await;
        for number in numbers {
            self.0.press(format!("{number}{}", key(Key::Tab))).await;
        }
    }

    /// Waits until the findings beside the sheet are these.
    pub async fn finds(&self, sentences: &[&str]) {
        let expected = serde_json::to_string(sentences).expect("sentences");
        let shown = "JSON.stringify([...document.querySelectorAll('.finding > p > a')].map(link => link.textContent))";
        self.0
            .wait_for(&format!("the findings {expected}"), &format!("{shown} === JSON.stringify({expected})"))
            .await;
    }

    /// Waits until what is still to be filled in is this.
    pub async fn has_to_do(&self, sentences: &[&str]) {
        let expected = serde_json::to_string(sentences).expect("sentences");
        let shown =
            "JSON.stringify([...document.querySelectorAll('#to-do a')].map(link => link.textContent))";
        let condition = format!("{shown} === JSON.stringify({expected})");
        self.0.wait_for(&format!("the work {expected}"), &condition).await;
    }

    /// Waits until a field shows a value.
    pub async fn shows(&self, id: &str, value: &str) {
        let condition = format!("document.getElementById('{id}')?.value === {value:?}");
        self.0.wait_for(&format!("{id} to show {value}"), &condition).await;
    }

    /// Leaves the field that has the focus.
    pub async fn leave(&self) {
        self.0.press(key(Key::Tab)).await;
    }

    /// Brings an element to the middle of the screen, clear of what sticks to its edges.
    async fn bring(&self, element: &WebElement) {
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        let element = element.to_json().expect("an element");
        self.0.driver.execute(script, vec![element]).await.expect("the element in sight");
    }

    /// What stands in a field.
    pub async fn value(&self, id: &str) -> String {
        self.field(id).await.prop("value").await.expect("a value").unwrap_or_default()
    }

    /// Chooses from a list by the word that a user reads.
    pub async fn choose(&self, id: &str, word: &str) {
        let list = self.field(id).await;
        thirtyfour::components::SelectElement::new(&list)
            .await
            .expect("a list")
            .select_by_exact_text(word)
            .await
            .unwrap_or_else(|error| panic!("{word}: {error}"));
    }

    /// Clicks the first button or link of a name that is in sight.
    pub async fn click(&self, name: &str) {
        let path = format!("//*[self::button or self::a][normalize-space()='{name}']");
        // WebKit's driver takes some of what is in sight for hidden, and only its keys get there.
        let in_sight = |it: WebElement| async move {
            Ok(it.prop("offsetWidth").await?.is_some_and(|width| width != "0"))
        };
        let query = self.0.driver.query(By::XPath(path)).with_filter(in_sight);
        let button = query.first().await.unwrap_or_else(|error| panic!("{name}: {error}"));
        self.bring(&button).await;
        match button.click().await {
            Err(_) if Engine::chosen() == Engine::WebKit => {
                button.focus().await.unwrap_or_else(|error| panic!("{name}: {error}"));
                self.0.press(key(Key::Enter)).await;
            }
            clicked => clicked.unwrap_or_else(|error| panic!("{name}: {error}")),
        }
    }

    /// The stable name of the field that has the focus.
    pub async fn focused(&self) -> String {
        self.0.ask("return document.activeElement.id").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until everything is saved.
    pub async fn saved(&self) {
        let state = "document.getElementById('saved-state')?.textContent.startsWith('已保存')";
        self.0.wait_for("the saved state", state).await;
    }

    /// Chooses a file with the page's file chooser.
    pub async fn open_file(&self, path: &str) {
        self.field("open-file").await.send_keys(path).await.expect("the file chooser");
    }

    /// Downloads by the button of a name; `despite_errors` says whether the page is expected to ask.
    pub async fn download(&self, name: &str, despite_errors: bool) -> (String, String) {
        self.click(name).await;
        if despite_errors {
            self.click("仍然下载").await;
        }
        self.0.downloaded().await
    }
}

/// A key as text, to be pressed on its own or among others.
pub fn key(key: Key) -> String {
    char::from(key).to_string()
}
