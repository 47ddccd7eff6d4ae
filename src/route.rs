//! The addresses of the pages: hash routes, read and written. Knows no browser.

/// A page, by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/`: the list of drafts.
    Drafts,
    /// `#/new/<year>`: makes a blank report of the year and opens it.
    New(i64),
    /// `#/edit/<id>`, or `#/edit/<id>/<name>` to go to a cell, a table or a text.
    Edit(String, Option<String>),
    /// `#/check/<id>`: all findings.
    Check(String),
    /// `#/preview/<id>`: the report as it is published.
    Preview(String),
    /// `#/publication/<id>`: the published page beside the draft.
    Publication(String),
    /// `#/versions/<id>`: the versions of a draft that are kept.
    Versions(String),
    /// `#/rules`: all rules.
    Rules,
    /// `#/privacy`: what becomes of what is entered.
    Privacy,
    /// `#/import`: the files that are being imported.
    Import,
    /// `#/reports`: many reports at once.
    Reports,
}

impl Route {
    /// Reads the hash of an address; what is no address leads to the drafts.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let mut parts = path.splitn(3, '/');
        let page = parts.next().unwrap_or("");
        let argument = parts.next().filter(|part| !part.is_empty());
        match (page, argument) {
            ("new", Some(year)) => year.parse().map_or(Route::Drafts, Route::New),
            ("edit", Some(id)) => Route::Edit(id.into(), parts.next().map(Into::into)),
            ("check", Some(id)) => Route::Check(id.into()),
            ("preview", Some(id)) => Route::Preview(id.into()),
            ("publication", Some(id)) => Route::Publication(id.into()),
            ("versions", Some(id)) => Route::Versions(id.into()),
            ("rules", None) => Route::Rules,
            ("privacy", None) => Route::Privacy,
            ("import", None) => Route::Import,
            ("reports", None) => Route::Reports,
            _ => Route::Drafts,
        }
    }

    /// The hash of the address.
    pub fn hash(&self) -> String {
        match self {
            Route::Drafts => "#/".into(),
            Route::New(year) => format!("#/new/{year}"),
            Route::Edit(id, None) => format!("#/edit/{id}"),
            Route::Edit(id, Some(name)) => format!("#/edit/{id}/{name}"),
            Route::Check(id) => format!("#/check/{id}"),
            Route::Preview(id) => format!("#/preview/{id}"),
            Route::Publication(id) => format!("#/publication/{id}"),
            Route::Versions(id) => format!("#/versions/{id}"),
            Route::Rules => "#/rules".into(),
            Route::Privacy => "#/privacy".into(),
            Route::Import => "#/import".into(),
            Route::Reports => "#/reports".into(),
        }
    }

    /// The draft that the page is of.
    pub fn draft(&self) -> Option<&str> {
        match self {
            Route::Edit(id, _)
            | Route::Check(id)
            | Route::Preview(id)
            | Route::Publication(id)
            | Route::Versions(id) => Some(id),
            Route::Drafts
            | Route::New(_)
            | Route::Rules
            | Route::Privacy
            | Route::Import
            | Route::Reports => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = || "k3".to_owned();
        for route in [
            Route::Drafts,
            Route::New(2020),
            Route::Edit(id(), None),
            Route::Edit(id(), Some("requests.new.total".into())),
            Route::Check(id()),
            Route::Preview(id()),
            Route::Publication(id()),
            Route::Versions(id()),
            Route::Rules,
            Route::Privacy,
            Route::Import,
            Route::Reports,
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn what_is_no_address_leads_to_the_drafts() {
        for hash in ["", "#", "#/", "#/new/", "#/new/next", "#/edit/", "#/elsewhere/1"] {
            assert_eq!(Route::parse(hash), Route::Drafts, "{hash}");
        }
    }
}
