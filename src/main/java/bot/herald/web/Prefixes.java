package bot.herald.web;

import bot.herald.identity.TwitchUserId;

/** What commands begin with in each channel. */
record Prefixes(ChannelBooks books, WebSettings settings) {
    String of(TwitchUserId channel) {
        return books.settings().of(channel).prefix().orElse(settings.commandPrefix());
    }
}
