//! A page as a browser sees it.

use std::collections::BTreeMap;

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed page: its elements in the order of the document.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) elements: Vec<Element>,
    /// What a browser had to put right.
    pub(crate) errors: Vec<String>,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Its text and that of the elements inside it.
    pub(crate) text: String,
    /// The elements around it, outermost first.
    pub(crate) around: Vec<usize>,
}

impl Page {
    pub(crate) fn parse(html: &str) -> Page {
        let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
        let mut elements = Vec::new();
        walk(&dom.document, &mut Vec::new(), &mut elements);
        let errors = dom.errors.borrow().iter().map(ToString::to_string).collect();
        Page { elements, errors }
    }

    /// The elements of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The only element of a name.
    #[track_caller]
    pub(crate) fn one<'a>(&'a self, name: &'a str) -> &'a Element {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "a page has one `{name}`");
        found[0]
    }

    /// The content of `<meta name="…">` or `<meta property="…">`.
    pub(crate) fn meta(&self, name: &str) -> Option<&str> {
        let named = |element: &&Element| [element.get("name"), element.get("property")].contains(&Some(name));
        self.all("meta").find(named)?.get("content")
    }

    /// The `link` elements of a relation.
    pub(crate) fn links<'a>(&'a self, rel: &'a str) -> impl Iterator<Item = &'a Element> {
        self.all("link").filter(move |link| link.get("rel") == Some(rel))
    }

    /// The elements that have a class.
    pub(crate) fn classed<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.is(class))
    }

    /// The visible text of the page.
    pub(crate) fn text(&self) -> &str {
        &self.one("body").text
    }

    /// The language of an element: its own, else that of the nearest element around it.
    pub(crate) fn lang(&self, element: &Element) -> Option<&str> {
        let around = element.around.iter().rev().find_map(|at| self.elements[*at].get("lang"));
        self.elements
            .iter()
            .find(|other| std::ptr::eq(*other, element))
            .and_then(|own| own.get("lang"))
            .or(around)
    }
}

impl Element {
    /// An attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Whether the element has a class.
    pub(crate) fn is(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|found| found == class))
    }
}

/// Goes through a node and returns its text.
fn walk(node: &Handle, around: &mut Vec<usize>, elements: &mut Vec<Element>) -> String {
    let mut text = String::new();
    let own = match &node.data {
        NodeData::Text { contents } => return contents.borrow().to_string(),
        NodeData::Element { name, attrs, .. } => {
            let attributes = attrs.borrow();
            let attributes =
                attributes.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
            elements.push(Element {
                name: name.local.to_string(),
                attributes,
                text: String::new(),
                around: around.clone(),
            });
            around.push(elements.len() - 1);
            Some(elements.len() - 1)
        }
        _ => None,
    };
    for child in node.children.borrow().iter() {
        text.push_str(&walk(child, around, elements));
    }
    if let Some(own) = own {
        around.pop();
        elements[own].text.clone_from(&text);
        if matches!(elements[own].name.as_str(), "script" | "style") {
            return String::new();
        }
    }
    text
}
