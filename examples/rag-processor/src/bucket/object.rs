//! The address of an object: `gs://bucket/name`.

use std::fmt;
use std::str::FromStr;

use reqwest::Url;

/// An object in a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its bucket.
    pub bucket: String,
    /// Its name, which may have slashes.
    pub name: String,
}

impl FromStr for Object {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.strip_prefix("gs://").and_then(|path| path.split_once('/'));
        match parts {
            Some((bucket, name)) if !bucket.is_empty() && !name.is_empty() && !text.contains(char::is_control) => {
                Ok(Self { bucket: bucket.to_owned(), name: name.to_owned() })
            }
            _ => Err("it must be gs://bucket/object".to_owned()),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "gs://{}/{}", self.bucket, self.name)
    }
}

impl Object {
    /// Where its content is, below the API at `base`. `None` if that is no URL.
    pub(super) fn media(&self, base: &str) -> Option<Url> {
        let mut url = Url::parse(base).ok()?;
        // Each part is one segment: the slashes of a name are encoded.
        url.path_segments_mut()
            .ok()?
            .pop_if_empty()
            .extend(["storage", "v1", "b", &self.bucket, "o", &self.name]);
        url.query_pairs_mut().append_pair("alt", "media");
        Some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_has_a_bucket_and_a_name_with_slashes() {
        let object: Object = "gs://videos/2026/launch day?.mp4".parse().expect("an object");
        assert_eq!((object.bucket.as_str(), object.name.as_str()), ("videos", "2026/launch day?.mp4"));
        assert_eq!(object.to_string(), "gs://videos/2026/launch day?.mp4");
        let url = object.media("http://127.0.0.1:1/").expect("a URL");
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:1/storage/v1/b/videos/o/2026%2Flaunch%20day%3F.mp4?alt=media"
        );
        for text in ["", "gs://", "gs://videos", "gs://videos/", "gs:///a", "s3://videos/a", "videos/a", "gs://a/b\nc"]
        {
            assert!(text.parse::<Object>().is_err(), "{text:?}");
        }
    }
}
