//! 图解 in the page: the charts of the report as it stands, beside last year's where that is attached; and of anything
//! else that makes a picture.

use leptos::html;
use leptos::prelude::*;

use super::handle::Handle;
use crate::browser::{drawing, page};
use crate::export::markup::Element;
use crate::export::picture::charts::Picture;
use crate::export::picture::section;

/// The part of the preview with the charts, and what of it a file would not hold.
#[component]
pub fn Charts(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let picture = handle.read(|model| model.report().map(Picture::compared));
    let note = move || picture.with(|picture| picture.as_ref().and_then(Picture::note));
    view! {
        <section class="picture preview__picture" aria-labelledby="picture-heading">
            <h2 id="picture-heading">"图解"</h2>
            {move || note().map(|note| view! { <p class="picture__note">{note}</p> })}
            <Drawn picture/>
        </section>
    }
}

/// A picture with its numbers as a table.
#[component]
pub fn Drawn(picture: Memo<Option<Picture>>) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let elements: Vec<Element> =
            picture.with(|picture| picture.iter().flat_map(section::section).collect());
        if let Some(host) = host.get() {
            drawing::place(&host, &elements);
        }
    });
    view! { <div node_ref=host></div> }
}
