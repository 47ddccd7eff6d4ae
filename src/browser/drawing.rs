//! Pictures: a tree of elements put into the page as it is, an SVG drawn as pixels. Nothing is read as markup here.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Uint8Array, encode_uri_component};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::page;
use crate::export::markup::Element;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Puts elements into one of the page, in place of what it holds.
pub fn place(host: &web_sys::Element, elements: &[Element]) {
    host.set_text_content(None);
    elements.iter().for_each(|element| append(host, element, None));
}

fn append(parent: &web_sys::Element, element: &Element, within: Option<&str>) {
    let space = if element.name == "svg" { Some(SVG) } else { within };
    let document = page::document();
    let made = match space {
        Some(space) => document.create_element_ns(Some(space), element.name),
        None => document.create_element(element.name),
    };
    let Ok(made) = made else { return };
    for (name, value) in &element.attributes {
        let _ = made.set_attribute(name, value);
    }
    if !element.text.is_empty() {
        made.set_text_content(Some(&element.text));
    }
    element.children.iter().for_each(|child| append(&made, child, space));
    let _ = parent.append_child(&made);
}

/// Draws an SVG of so many pixels as a PNG; `then` is told its bytes, or that the browser could not.
pub fn draw(svg: &str, width: u32, height: u32, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let then = once(then);
    let (failed, told) = (then.clone(), then);
    if start(svg, width, height, told).is_err() {
        failed(None);
    }
}

/// What is told once, by whoever comes first.
fn once(then: impl FnOnce(Option<Vec<u8>>) + 'static) -> impl Fn(Option<Vec<u8>>) + Clone + 'static {
    let then = Rc::new(RefCell::new(Some(then)));
    move |bytes| {
        if let Some(then) = then.take() {
            then(bytes);
        }
    }
}

fn start(
    svg: &str,
    width: u32,
    height: u32,
    then: impl Fn(Option<Vec<u8>>) + Clone + 'static,
) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    let loaded = {
        let (image, then) = (image.clone(), then.clone());
        Closure::once_into_js(move || {
            if on_canvas(&image, width, height, then.clone()).is_err() {
                then(None);
            }
        })
    };
    image.set_onload(Some(loaded.unchecked_ref()));
    image.set_onerror(Some(Closure::once_into_js(move || then(None)).unchecked_ref()));
    // An address that holds the picture itself: a canvas stays readable in every browser.
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", encode_uri_component(svg)));
    Ok(())
}

fn on_canvas(
    image: &HtmlImageElement,
    width: u32,
    height: u32,
    then: impl Fn(Option<Vec<u8>>) + 'static,
) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = page::document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(
        image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    let made = Closure::once_into_js(move |blob: Option<Blob>| match blob {
        Some(blob) => spawn_local(async move {
            let buffer = JsFuture::from(blob.array_buffer()).await;
            then(buffer.ok().map(|buffer| Uint8Array::new(&buffer).to_vec()));
        }),
        None => then(None),
    });
    canvas.to_blob_with_type(made.unchecked_ref(), "image/png")
}
