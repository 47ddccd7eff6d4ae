//! In a real browser, compiled to WebAssembly: the edge to the browser keeps what it promises.
#![cfg(target_arch = "wasm32")]

use nianbao::browser::storage::LocalStore;
use nianbao::browser::{clipboard, clock_words, drawing, files, fresh_name, mirror, now, random};
use nianbao::draft::saving::{self, Refusal};
use nianbao::draft::{self, Draft, Storage, Stored, Trouble, record, shelf, trash};
use nianbao::example::example;
use nianbao::export::picture::charts::Picture;
use nianbao::export::picture::long::{PIXELS, long_picture, pixels_high};
use nianbao::export::picture::section;
use nianbao::format::Edition;
use nianbao::import;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn loaded(id: &str) -> Option<Stored> {
    shelf::load(&LocalStore, id).unwrap().stored
}

fn local_storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn a_draft_comes_back_from_local_storage_as_it_was_saved() {
    let mut draft = Draft::new(fresh_name(), example(Edition::TRIAL_2019));
    saving::save(&LocalStore, &mut draft, "tab", now()).unwrap();
    assert_eq!(loaded(&draft.id), Some(Stored::Draft(Box::new(draft.clone()))));
    trash::delete(&LocalStore, &draft.id).unwrap();
    assert_eq!(trash::latest(&LocalStore).unwrap().map(|deleted| deleted.report), Some(draft.report));
}

#[wasm_bindgen_test]
fn keys_of_other_applications_are_neither_listed_nor_touched() {
    local_storage().set_item("neighbour", "theirs").unwrap();
    let mut draft = Draft::new(fresh_name(), example(Edition::REVISED_2021));
    saving::save(&LocalStore, &mut draft, "tab", now()).unwrap();
    let keys = LocalStore.keys().unwrap();
    assert!(keys.iter().all(|key| key.starts_with(draft::PREFIX)), "{keys:?}");
    trash::delete(&LocalStore, &draft.id).unwrap();
    assert_eq!(local_storage().get_item("neighbour").unwrap().as_deref(), Some("theirs"));
}

#[wasm_bindgen_test]
fn a_full_store_refuses_in_words_and_keeps_what_it_has() {
    let mut draft = Draft::new(fresh_name(), example(Edition::REVISED_2021));
    saving::save(&LocalStore, &mut draft, "tab", now()).unwrap();
    let before = loaded(&draft.id);
    // Fills the store to the last character.
    let mut size = 4 * 1024 * 1024;
    let mut filled = 0;
    while size > 0 {
        let filler = "x".repeat(size);
        if local_storage().set_item(&format!("filler-{filled}"), &filler).is_ok() {
            filled += 1;
        } else {
            size /= 2;
        }
    }
    let edit = draft.report.typing("overview", &"文".repeat(1000)).unwrap();
    draft.report.apply(edit);
    let refused = saving::save(&LocalStore, &mut draft, "tab", now());
    for filler in 0..filled {
        local_storage().remove_item(&format!("filler-{filler}")).unwrap();
    }
    assert_eq!(refused, Err(Refusal::Store(Trouble::Full)));
    assert_eq!(loaded(&draft.id), before);
    assert_eq!(saving::save(&LocalStore, &mut draft, "tab", now()), Ok(()));
}

#[wasm_bindgen_test]
async fn the_second_copy_gives_back_what_local_storage_has_lost() {
    let mut draft = Draft::new(fresh_name(), example(Edition::REVISED_2021));
    saving::save(&LocalStore, &mut draft, "tab", now()).unwrap();
    mirror::keep(&draft.id, &record::write(&draft)).await;
    let records = mirror::all().await.unwrap();
    for key in LocalStore.keys().unwrap().iter().filter(|key| key.contains(&draft.id)) {
        LocalStore.remove(key).unwrap();
    }
    assert_eq!(loaded(&draft.id), None);
    let recovered = trash::recover(&LocalStore, &records, "tab", now()).unwrap();
    assert!(recovered.iter().any(|recovered| recovered.id == draft.id));
    assert!(matches!(loaded(&draft.id), Some(Stored::Draft(back)) if back.report == draft.report));
    assert_eq!(trash::recover(&LocalStore, &records, "tab", now()).map(|again| again.len()), Ok(0));
}

#[wasm_bindgen_test]
fn tables_are_read_out_of_html_without_loading_or_running_anything() {
    let grid = clipboard::tables(
        "<table><tr><td><script>window.ran = true</script><img src=x onerror='window.ran = true'>1</td>\
         <td style='mso-ignore:colspan' colspan=2></td></tr><tr height=0><td>0</td></tr></table><p>2</p>",
    );
    let texts: Vec<&str> = grid[0].rows[0].iter().map(|spot| spot.text.as_str()).collect();
    assert_eq!(texts, ["1", "", ""]);
    assert!(grid[0].rows[0].iter().all(|spot| spot.begins) && grid[0].rows.len() == 1);
    assert!(js_sys::Reflect::get(&web_sys::window().unwrap(), &"ran".into()).unwrap().is_undefined());
    assert!(clipboard::tables("<p>23件</p>").is_empty());
}

#[wasm_bindgen_test]
async fn a_file_is_read_byte_for_byte() {
    let text = nianbao::export::json::write(&example(Edition::TRIAL_2019), &[]);
    let parts = js_sys::Array::of1(&JsValue::from_str(&text));
    let file = web_sys::File::new_with_str_sequence(&parts, "report.json").unwrap();
    let bytes = files::read(&file).await.unwrap();
    assert_eq!(import::open(&bytes), Ok(example(Edition::TRIAL_2019)));
}

#[wasm_bindgen_test]
fn random_numbers_differ_and_clocks_read_as_people_say() {
    let mut numbers: Vec<u64> = (0..1000).map(|_| random()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 1000);
    let noon = js_sys::Date::new_0();
    noon.set_hours(9);
    noon.set_minutes(5);
    assert_eq!(clock_words(noon.get_time()), "9:05");
}

/// What is drawn of an SVG.
async fn drawn(svg: &str, width: u32, height: u32) -> Option<Vec<u8>> {
    let told = std::rc::Rc::new(std::cell::RefCell::new(None));
    let promise = js_sys::Promise::new(&mut |done, _| {
        let told = told.clone();
        drawing::draw(svg, width, height, move |bytes| {
            told.replace(bytes);
            done.call0(&JsValue::NULL).unwrap();
        });
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
    told.take()
}

#[wasm_bindgen_test]
async fn the_long_picture_is_drawn_as_a_png_of_its_size() {
    let svg = long_picture(&example(Edition::REVISED_2021));
    let (width, height) = (PIXELS as u32, pixels_high(&svg) as u32);
    let png = drawn(&svg, width, height).await.expect("a picture");
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!((&png[16..20], &png[20..24]), (&width.to_be_bytes()[..], &height.to_be_bytes()[..]));
    // An empty picture of this size takes less.
    assert!(png.len() > 20_000, "{} bytes", png.len());
    assert_eq!(drawn("<svg", 10, 10).await, None, "what is no SVG is told");
}

#[wasm_bindgen_test]
fn charts_stand_in_the_page_as_svg_with_their_words_as_text() {
    let host = web_sys::window().unwrap().document().unwrap().create_element("div").unwrap();
    let picture = Picture::of(&example(Edition::REVISED_2021));
    drawing::place(&host, &section::section(&picture));
    let charts = host.query_selector_all("svg[role=img] > title").unwrap();
    assert_eq!(charts.length() as usize, picture.charts.len());
    let bar = host.query_selector("svg > rect").unwrap().expect("a bar");
    assert_eq!(bar.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
    assert_eq!(host.query_selector_all("tbody").unwrap().length() as usize, picture.numbers.len());
}
