//! Schemes of `Authorization`; how their credentials are found is not here.

use super::Words;

/// In lower case. After one of these even an ordinary word is taken for credentials; others need not be listed to be known.
pub const SCHEMES: Words = Words(
    "
    api-key api-token apikey apitoken aws aws4-hmac-sha256 basic bearer bot deepl-auth-key digest discogs dpop
    genie-key gnap googlelogin hawk hmac hoba jwt key klaviyo-api-key mac mutual negotiate ntlm oauth pop
    private-token privatetoken scram-sha-1 scram-sha-256 secret sharedkey sharedkeylite signature splunk
    sso-key ssws token vapid
    ",
);
