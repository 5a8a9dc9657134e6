//! The beginnings by which keys are known; how they are found is not here.
//!
//! The lengths are below those of the real keys, as a log may cut them.

use Alphabet::{Base64, Capitals, Dotted, Hex, Letters, Word};

/// A key that is known by how it begins.
pub struct Shape {
    pub prefix: &'static str,
    pub alphabet: Alphabet,
    /// How many letters of the alphabet must follow, with a digit or a capital among them.
    pub least: usize,
}

/// The letters of a key.
#[derive(Clone, Copy)]
pub enum Alphabet {
    /// `0-9`, `a-f`, `A-F`
    Hex,
    /// `0-9`, `A-Z`
    Capitals,
    /// `0-9`, `a-z`, `A-Z`
    Letters,
    /// Letters, `_`, `-`
    Word,
    /// Letters, `_`, `-`, `.`
    Dotted,
    /// Letters, `_`, `-`, `+`, `/`, `=`
    Base64,
}

const fn shape(prefix: &'static str, alphabet: Alphabet, least: usize) -> Shape {
    Shape { prefix, alphabet, least }
}

/// Found in the middle of a word, too: these beginnings, all with an `A`, do not occur in ordinary words.
pub const ANYWHERE: &[Shape] = &[
    shape("AIza", Word, 4),      // Google, API key
    shape("A3T", Capitals, 13),  // AWS
    shape("ABIA", Capitals, 12), // AWS
    shape("ACCA", Capitals, 12), // AWS
    shape("AKIA", Capitals, 12), // AWS
    shape("ASIA", Capitals, 12), // AWS
];

/// Found where a word begins.
pub const AT_START: &[Shape] = &[
    shape("1//0", Word, 16),                 // Google, refresh token
    shape("4b1d", Letters, 32),              // ClickHouse
    shape("A3-", Word, 24),                  // 1Password, secret key
    shape("ABSK", Base64, 40),               // AWS Bedrock
    shape("AGE-SECRET-KEY-1", Capitals, 16), // age
    shape("AKCp", Letters, 16),              // Artifactory
    shape("API-", Capitals, 24),             // Octopus Deploy
    shape("ATATT3", Base64, 16),             // Atlassian
    shape("ATBB", Letters, 24),              // Bitbucket
    shape("ATCTT3", Base64, 16),             // Atlassian
    shape("CCIPAT_", Word, 16),              // CircleCI
    shape("CFPAT-", Word, 16),               // Contentful
    shape("CLOJARS_", Letters, 16),          // Clojars
    shape("EAAA", Word, 20),                 // Square
    shape("EAA", Letters, 16),               // Facebook
    shape("EZAK", Letters, 16),              // EasyPost
    shape("EZTK", Letters, 16),              // EasyPost
    shape("FLWPUBK", Word, 12),              // Flutterwave
    shape("FLWSECK", Word, 12),              // Flutterwave
    shape("GOCSPX-", Word, 12),              // Google, client secret
    shape("GR1348941", Word, 16),            // GitLab, runner
    shape("HRKU-", Word, 20),                // Heroku
    shape("IGQV", Word, 20),                 // Instagram
    shape("LTAI", Letters, 12),              // Alibaba, access key
    shape("NRAK-", Word, 16),                // New Relic
    shape("NRII-", Word, 16),                // New Relic
    shape("NRJS-", Word, 16),                // New Relic
    shape("PMAK-", Word, 16),                // Postman
    shape("SG.", Dotted, 20),                // SendGrid
    shape("SK", Hex, 32),                    // Twilio
    shape("SCW", Capitals, 17),              // Scaleway
    shape("TGT-", Dotted, 16),               // CAS, tickets
    shape("aio_", Letters, 20),              // Adafruit
    shape("api_org_", Letters, 16),          // Hugging Face
    shape("apify_api_", Letters, 16),        // Apify
    shape("bkua_", Letters, 16),             // Buildkite
    shape("cio", Letters, 28),               // crates.io
    shape("cmVmd", Letters, 40),             // Artifactory
    shape("dG9rZW46", Base64, 16),           // `token:` in Base64
    shape("dapi", Hex, 32),                  // Databricks
    shape("dckr_oat_", Word, 12),            // Docker
    shape("dckr_pat_", Word, 12),            // Docker
    shape("doo_v1_", Hex, 16),               // DigitalOcean
    shape("dop_v1_", Hex, 16),               // DigitalOcean
    shape("dor_v1_", Hex, 16),               // DigitalOcean
    shape("dp.ct.", Dotted, 16),             // Doppler
    shape("dp.pt.", Dotted, 16),             // Doppler
    shape("dp.st.", Dotted, 16),             // Doppler
    shape("dt0c01.", Dotted, 16),            // Dynatrace
    shape("duffel_live_", Word, 16),         // Duffel
    shape("duffel_test_", Word, 16),         // Duffel
    shape("figd_", Word, 16),                // Figma
    shape("fio-u-", Word, 16),               // Frame.io
    shape("fm1a_", Base64, 24),              // Fly.io
    shape("fm1r_", Base64, 24),              // Fly.io
    shape("fm2_", Base64, 24),               // Fly.io
    shape("fo1_", Word, 24),                 // Fly.io
    shape("fw_", Letters, 20),               // Fireworks
    shape("gho_", Word, 16),                 // GitHub
    shape("ghp_", Word, 16),                 // GitHub
    shape("ghr_", Word, 16),                 // GitHub
    shape("ghs_", Word, 16),                 // GitHub
    shape("ghu_", Word, 16),                 // GitHub
    shape("github_pat_", Word, 16),          // GitHub
    shape("glagent-", Word, 16),             // GitLab
    shape("glc_", Base64, 20),               // Grafana
    shape("glcbt-", Word, 16),               // GitLab
    shape("gldt-", Word, 16),                // GitLab
    shape("glffct-", Word, 16),              // GitLab
    shape("glft-", Word, 16),                // GitLab
    shape("glimt-", Word, 16),               // GitLab
    shape("gloas-", Word, 16),               // GitLab
    shape("glpat-", Dotted, 8),              // GitLab
    shape("glptt-", Word, 16),               // GitLab
    shape("glrt-", Dotted, 16),              // GitLab
    shape("glsa_", Word, 16),                // Grafana
    shape("glsoat-", Word, 16),              // GitLab
    shape("gsk_", Letters, 16),              // Groq
    shape("hf_", Letters, 16),               // Hugging Face
    shape("hvb.", Word, 16),                 // Vault
    shape("hvr.", Word, 16),                 // Vault
    shape("hvs.", Word, 16),                 // Vault
    shape("ico-", Letters, 24),              // Infracost
    shape("key-", Hex, 32),                  // Mailgun
    shape("lin_api_", Letters, 16),          // Linear
    shape("lin_oauth_", Letters, 16),        // Linear
    shape("lsv2_pt_", Word, 16),             // LangSmith
    shape("lsv2_sk_", Word, 16),             // LangSmith
    shape("nfp_", Letters, 16),              // Netlify
    shape("npm_", Letters, 16),              // npm
    shape("ntn_", Letters, 20),              // Notion
    shape("nvapi-", Word, 16),               // NVIDIA
    shape("oy2", Letters, 40),               // NuGet
    shape("ops_eyJ", Base64, 16),            // 1Password
    shape("pat-eu1-", Word, 20),             // HubSpot
    shape("pat-na1-", Word, 20),             // HubSpot
    shape("pcsk_", Word, 20),                // Pinecone
    shape("phc_", Letters, 16),              // PostHog
    shape("phx_", Letters, 16),              // PostHog
    shape("pk_live_", Letters, 8),           // Stripe
    shape("pk_prod_", Letters, 8),           // Stripe
    shape("pk_test_", Letters, 8),           // Stripe
    shape("pnu_", Letters, 20),              // Prefect
    shape("pplx-", Letters, 16),             // Perplexity
    shape("pscale_oauth_", Dotted, 16),      // PlanetScale
    shape("pscale_pw_", Dotted, 16),         // PlanetScale
    shape("pscale_tkn_", Dotted, 16),        // PlanetScale
    shape("ptr_", Base64, 32),               // Portainer
    shape("pul-", Hex, 24),                  // Pulumi
    shape("pypi-", Word, 16),                // PyPI
    shape("r8_", Letters, 16),               // Replicate
    shape("rdme_", Letters, 24),             // ReadMe
    shape("rk_live_", Letters, 4),           // Stripe
    shape("rk_prod_", Letters, 4),           // Stripe
    shape("rk_test_", Letters, 4),           // Stripe
    shape("rnd_", Letters, 20),              // Render
    shape("rubygems_", Hex, 24),             // RubyGems
    shape("sbp_", Hex, 24),                  // Supabase
    shape("sb_secret_", Word, 12),           // Supabase
    shape("secret_", Letters, 24),           // Notion
    shape("sgp_", Word, 24),                 // Sourcegraph
    shape("sha256~", Word, 24),              // OpenShift
    shape("shippo_live_", Hex, 16),          // Shippo
    shape("shippo_test_", Hex, 16),          // Shippo
    shape("shpat_", Hex, 16),                // Shopify
    shape("shpca_", Hex, 16),                // Shopify
    shape("shppa_", Hex, 16),                // Shopify
    shape("shpss_", Hex, 16),                // Shopify
    // `sk-learn` is a library.
    shape("sk-", Word, 8),          // OpenAI, Anthropic, OpenRouter, Langfuse, Stability and others
    shape("sk_live_", Letters, 4),  // Stripe, Clerk
    shape("sk_prod_", Letters, 4),  // Stripe
    shape("sk_test_", Letters, 4),  // Stripe, Clerk
    shape("sk_", Letters, 24),      // ElevenLabs and others
    shape("sm_aat_", Letters, 16),  // SettleMint
    shape("sm_pat_", Letters, 16),  // SettleMint
    shape("sm_sat_", Letters, 16),  // SettleMint
    shape("sntryi_", Letters, 16),  // Sentry
    shape("sntrys_", Base64, 16),   // Sentry
    shape("sntryu_", Letters, 16),  // Sentry
    shape("sq0atp-", Word, 16),     // Square
    shape("sq0csp-", Word, 16),     // Square
    shape("sq0idp-", Word, 16),     // Square
    shape("tfp_", Letters, 24),     // Typeform
    shape("tgp_v1_", Word, 16),     // Together
    shape("tk-us-", Word, 24),      // Scalingo
    shape("tskey-", Word, 16),      // Tailscale
    shape("v1.0-", Word, 32),       // Cloudflare, origin CA key
    shape("vault:v1:", Base64, 16), // Vault, transit
    shape("vercel_", Letters, 20),  // Vercel
    shape("pa-", Word, 32),         // Voyage
    shape("whsec_", Base64, 16),    // Stripe, Svix
    shape("xai-", Letters, 16),     // xAI
    shape("xapp-", Word, 8),        // Slack
    shape("xkeysib-", Word, 16),    // Brevo
    shape("xoxa-", Word, 4),        // Slack
    shape("xoxb-", Word, 4),        // Slack
    shape("xoxc-", Word, 4),        // Slack
    shape("xoxd-", Word, 4),        // Slack
    shape("xoxe-", Word, 4),        // Slack
    shape("xoxe.", Word, 4),        // Slack
    shape("xoxo-", Word, 4),        // Slack
    shape("xoxp-", Word, 4),        // Slack
    shape("xoxr-", Word, 4),        // Slack
    shape("xoxs-", Word, 4),        // Slack
    shape("xsmtpsib-", Word, 16),   // Brevo
    shape("ya29.", Dotted, 4),      // Google, access token
    shape("zpka_", Word, 16),       // Zuplo
];
