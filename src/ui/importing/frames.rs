//! Drawing a long page part by part, a frame of the screen for each, so that the page answers in between. Knows
//! nothing of what is drawn.

use std::collections::VecDeque;

use leptos::prelude::*;

/// The parts of a page that wait to be drawn, in the order in which they stand.
#[derive(Clone, Copy)]
pub struct Frames {
    waiting: StoredValue<VecDeque<RwSignal<bool>>>,
    /// Those of the part that was drawn last: they come next.
    inner: StoredValue<Vec<RwSignal<bool>>>,
    is_whole: RwSignal<bool>,
}

impl Frames {
    /// Begins with the next frame; ends with the owner.
    pub fn begin() -> Frames {
        let frames = Frames {
            waiting: StoredValue::new(VecDeque::new()),
            inner: StoredValue::new(Vec::new()),
            is_whole: RwSignal::new(false),
        };
        frames.go_on();
        frames
    }

    /// Whether all is drawn.
    pub fn is_whole(self) -> bool {
        self.is_whole.get()
    }

    /// A part, which is drawn when its turn comes. Parts within it come right after it.
    pub fn draw(self, part: impl FnOnce() -> AnyView + Send + Sync + 'static) -> AnyView {
        self.wait(Box::new(part))
    }

    fn wait(self, part: Box<dyn FnOnce() -> AnyView + Send + Sync>) -> AnyView {
        let is_due = RwSignal::new(false);
        self.inner.update_value(|inner| inner.push(is_due));
        let part = StoredValue::new(Some(part));
        let draw = move || part.try_update_value(Option::take).flatten().map(|part| part());
        (move || is_due.get().then(draw).flatten()).into_any()
    }

    fn go_on(self) {
        request_animation_frame(move || {
            let Some(inner) = self.inner.try_update_value(std::mem::take) else { return };
            let next = self.waiting.try_update_value(|waiting| {
                inner.into_iter().rev().for_each(|part| waiting.push_front(part));
                waiting.pop_front()
            });
            match next.flatten() {
                Some(is_due) => {
                    let _ = is_due.try_set(true);
                    self.go_on();
                }
                None => drop(self.is_whole.try_set(true)),
            }
        });
    }
}
