//! How the page was opened, and what that means for whoever uses it. Knows no browser.

/// How the page was opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// From a single file, without a server.
    Alone,
    /// From a server that the browser does not trust: `http`.
    Plain,
    /// From a server that it trusts: `https`, or this machine.
    Trusted,
}

impl Origin {
    /// What to know about drafts and the network; nothing where all is as on any page.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Origin::Alone => Some(
                "这是单个文件的版本，不联网。草稿存在这台电脑的这个浏览器里，不在这个文件里：换了电脑、浏览器，或者文件改了名字、位置，可能就看不到。离开前请用“备份全部草稿”存成文件。",
            ),
            Origin::Plain => Some(
                "这个地址是 http，浏览器不把网页留在本机，没有网络时打不开；较新的 Chrome、Edge 还可能先拦下要下载的文件，请在浏览器的下载列表里选“保留”。草稿照常存在这台电脑的浏览器里。",
            ),
            Origin::Trusted => None,
        }
    }
}
