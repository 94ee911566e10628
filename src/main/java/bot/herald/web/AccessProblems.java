package bot.herald.web;

/** Why a request was refused. */
final class AccessProblems {
    static final HttpProblem NOT_LOGGED_IN = new HttpProblem(
            401,
            "not_logged_in",
            "You are not logged in",
            "Log in with Twitch at /auth/login. A script sends Authorization: Bearer with a token from POST /api/session.");
    static final HttpProblem TWITCH_ONLY = new HttpProblem(
            403,
            "twitch_login_required",
            "This takes a login with Twitch",
            "You are logged in with Discord alone, which says nothing about channels on Twitch. Log in with Twitch at"
                    + " /auth/login in the same browser.");
    static final HttpProblem FOREIGN_ORIGIN = new HttpProblem(
            403,
            "foreign_origin",
            "This did not come from Herald",
            "A change by cookie has to come from one of Herald's own pages: the Origin or Referer header says"
                    + " otherwise, or nothing. Scripts use a bearer token.");
    static final HttpProblem STALE_FORM = new HttpProblem(
            403,
            "stale_form",
            "This page is out of date",
            "You have logged in again since this page was opened, so nothing was changed. Open it again.");
    static final HttpProblem ADMINS_ONLY = new HttpProblem(
            403,
            "admins_only",
            "This is for admins",
            "Only admins of this Herald can see or do this. Its operator names them under web.admins.");
    static final HttpProblem BROADCASTER_ONLY = new HttpProblem(
            403,
            "broadcaster_only",
            "This is for the broadcaster",
            "Moderators manage a channel's settings; only its broadcaster and the bot's admins may disconnect it.");
    static final HttpProblem STREAM_OF_THE_BROADCASTER = new HttpProblem(
            403,
            "broadcaster_only",
            "This is for the broadcaster",
            "It changes the stream in the broadcaster's name, so only the broadcaster and the bot's admins can switch it"
                    + " on. You can switch it off.");
    static final HttpProblem COOKIE_ONLY = new HttpProblem(
            401,
            "cookie_required",
            "You are not logged in",
            "A token for scripts is given for the cookie of a browser that is logged in, not for another token.");
    static final HttpProblem STALE_VERSION = new HttpProblem(
            412,
            "stale_version",
            "Somebody else changed it",
            "It was changed since you read it. Read it again and repeat your change.");
    static final HttpProblem BUSY = new HttpProblem(
            409, "busy", "Somebody else is changing it", "It is being changed all the time. Please try again.");
    static final HttpProblem WEBSOCKET_ONLY = new HttpProblem(
            426,
            "websocket_only",
            "This is a WebSocket",
            "The live feed is a WebSocket: open this address with ws:// or wss:// in place of http:// or https://.");
    static final HttpProblem TOO_MANY_FEEDS = new HttpProblem(
            429,
            "too_many_feeds",
            "You have enough live feeds open",
            "You have ten live feeds open already. Close one first.");
    static final HttpProblem NOT_JSON = new HttpProblem(
            415, "unsupported_media_type", "This is not JSON", "Send the body as Content-Type: application/json.");
    static final HttpProblem BROKEN_JSON =
            new HttpProblem(400, "invalid_json", "This is not JSON", "The body has to be one JSON object.");

    static final HttpProblem UNKNOWN_HOST = new HttpProblem(
            421,
            "unknown_host",
            "Herald does not answer to this name",
            "Use the address that the bot's operator gave you. Operators: set web.public-url to the address that"
                    + " browsers use, and let a web server in front pass the Host header on.");
    static final HttpProblem OVERLOADED = new HttpProblem(
            503, "overloaded", "Herald is very busy", "Too many requests are waiting. Please try again in a moment.");
    static final HttpProblem TOO_MANY_LOGINS = new HttpProblem(
            429,
            "too_many_logins",
            "Too many attempts",
            "Too many logins were started from your network and not finished. Wait a few minutes, then try again.");
    static final HttpProblem TOO_MANY_REQUESTS = new HttpProblem(
            429,
            "too_many_requests",
            "Too many requests",
            "Your network has opened too many login pages. Wait a minute, then try again.");

    private AccessProblems() {}
}
