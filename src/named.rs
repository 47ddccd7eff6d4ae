//! Closed sets that a file and a user name: the items with their stable names and their words, in one list.

/// Declares such a set: `Item => "stable-name", "words"`, with `ALL`, `id`, `from_id` and `name`.
macro_rules! named {
    (
        $(#[$about:meta])*
        pub enum $Set:ident { $($(#[$doc:meta])* $Item:ident => $id:literal, $name:literal;)+ }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $Set { $($(#[$doc])* $Item,)+ }

        impl $Set {
            /// All of them, in the order in which a user sees them.
            pub const ALL: [$Set; [$($id),+].len()] = [$($Set::$Item),+];

            /// The stable name in files.
            pub fn id(self) -> &'static str {
                match self { $($Set::$Item => $id),+ }
            }

            /// The one of a stable name, if there is one.
            pub fn from_id(id: &str) -> Option<$Set> {
                $Set::ALL.into_iter().find(|one| one.id() == id)
            }

            /// The name that a user reads.
            pub fn name(self) -> &'static str {
                match self { $($Set::$Item => $name),+ }
            }
        }
    };
}
pub(crate) use named;
