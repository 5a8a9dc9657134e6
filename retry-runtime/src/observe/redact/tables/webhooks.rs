//! Addresses whose path is the secret; what else a URL may hold is not here.

/// The path behind these is hidden up to its end.
pub const WEBHOOKS: &[&str] = &[
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "hook.eu1.make.com/",
    "hook.integromat.com/",
    "hook.us1.make.com/",
    "hooks.chime.aws/incomingwebhooks/",
    "hooks.slack.com/services/",
    "hooks.slack.com/triggers/",
    "hooks.slack.com/workflows/",
    "hooks.zapier.com/hooks/catch/",
    "maker.ifttt.com/trigger/",
    "open.feishu.cn/open-apis/bot/v2/hook/",
    "open.larksuite.com/open-apis/bot/v2/hook/",
    "outlook.office.com/webhook/",
    "outlook.office365.com/webhook/",
    // Microsoft Teams, behind a host of one's own
    "webhookb2/",
];
