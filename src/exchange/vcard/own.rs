//! Properties for which the info card has no place, and the own fields that they become.

use super::property::Property;
use crate::binder::field::is_taken;

/// The own field for the part of a company, which `ORG` has.
pub(super) const DEPARTMENT: &str = "department";

/// The properties that are written for an own field, each with its key.
pub(super) const WRITTEN: [(&str, &str); 3] =
    [("URL", "url"), ("NICKNAME", "nickname"), ("ROLE", "role")];

/// Others that become one.
const READ: [(&str, &str); 13] = [
    ("GENDER", "gender"),
    ("LANG", "language"),
    ("X-SPOUSE", "spouse"),
    ("X-EVOLUTION-SPOUSE", "spouse"),
    ("X-ASSISTANT", "assistant"),
    ("X-EVOLUTION-ASSISTANT", "assistant"),
    ("X-MANAGER", "superior"),
    ("X-EVOLUTION-MANAGER", "superior"),
    ("X-ABRELATEDNAMES", "related"),
    ("X-CUSTOM1", "custom 1"),
    ("X-CUSTOM2", "custom 2"),
    ("X-CUSTOM3", "custom 3"),
    ("X-CUSTOM4", "custom 4"),
];

/// Names at other services, each as programs write it behind `X-`.
const SERVICES: [&str; 16] = [
    "SKYPE",
    "JABBER",
    "ICQ",
    "MSN",
    "AIM",
    "YAHOO",
    "QQ",
    "GADUGADU",
    "GROUPWISE",
    "TELEGRAM",
    "WHATSAPP",
    "SIGNAL",
    "TWITTER",
    "MATRIX",
    "GTALK",
    "WECHAT",
];

/// What programs keep for themselves in their cards, or for their like.
const TECHNICAL: [&str; 23] = [
    "BEGIN",
    "END",
    "N",
    "VERSION",
    "PRODID",
    "REV",
    "KIND",
    "CLASS",
    "MAILER",
    "NAME",
    "PROFILE",
    "SOURCE",
    "SORT-STRING",
    "CLIENTPIDMAP",
    "XML",
    "AGENT",
    "GEO",
    "X-CLASS",
    "X-IMAGEHASH",
    "X-IMAGETYPE",
    "X-PRODID",
    "X-SHARED-PHOTO-DISPLAY-PREF",
    "X-WAB-GENDER",
];

/// How the names of such properties begin.
const TECHNICAL_BEGINNINGS: [&str; 9] = [
    "X-AB",
    "X-ADDRESSBOOKSERVER-",
    "X-MS-",
    "X-PHONETIC-",
    "X-MOZILLA-",
    "X-EVOLUTION-",
    "X-KADDRESSBOOK-",
    "X-TICKLER-",
    "X-APPLE-",
];

/// The key of an own field as one line.
pub(super) fn in_one_line(key: &str) -> String {
    let words = key.lines().map(str::trim).filter(|line| !line.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether an own field may be called so: no key of the card, and something.
pub(super) fn is_free(key: &str) -> bool {
    !key.trim().is_empty() && !is_taken(key)
}

/// The own field that a property becomes, if it becomes one.
pub(super) fn key(property: &Property, label: Option<String>) -> Option<String> {
    let name = property.name.as_str();
    let mut standard = WRITTEN.iter().chain(&READ);
    if let Some((_, key)) = standard.find(|(known, _)| *known == name) {
        let label = label.filter(|label| name == "X-ABRELATEDNAMES" && is_free(label));
        return Some(label.unwrap_or_else(|| (*key).to_owned()));
    }
    let service = match name {
        "IMPP" => {
            let named = property.parameter("X-SERVICE-TYPE").next();
            named.or_else(|| Some(property.text().split_once(':')?.0.to_lowercase()))
        }
        "X-SOCIALPROFILE" | "SOCIALPROFILE" => {
            let named = property.parameter("SERVICE-TYPE").next();
            named.or_else(|| property.types().into_iter().find(|kind| kind != "pref"))
        }
        _ => {
            let service = name.strip_prefix("X-").unwrap_or_default();
            let service = service.split('-').next().unwrap_or_default();
            let known = SERVICES.contains(&service);
            known.then(|| service.to_lowercase())
        }
    };
    service.filter(|service| is_free(service))
}

/// What the own field says: of `skype:ivan` the name.
pub(super) fn text(property: &Property) -> String {
    let text = property.text();
    match text.split_once(':') {
        Some((_, name)) if property.name == "IMPP" => name.to_owned(),
        _ => text,
    }
}

/// Whether nothing of the client is in it.
pub(super) fn is_technical(name: &str) -> bool {
    TECHNICAL.contains(&name)
        || TECHNICAL_BEGINNINGS
            .iter()
            .any(|begins| name.starts_with(begins))
}
