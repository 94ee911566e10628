package bot.herald.web;

import bot.herald.account.Person;
import bot.herald.web.pages.ChannelCard;

/** How a channel is doing, for people, with what mends it. */
final class ChannelCards {
    private final WebSettings settings;

    ChannelCards(WebSettings settings) {
        this.settings = settings;
    }

    ChannelCard of(ChannelView channel, Person person) {
        boolean own = channel.twitchUserId().equals(person.id().value());
        boolean canHeal = channel.status().equals("needs-reauthorization")
                || !channel.token().missingScopes().isEmpty();
        return new ChannelCard(
                channel.displayName(),
                channel.login(),
                channel.status(),
                HealthWords.title(channel),
                HealthWords.detail(channel, own),
                HealthWords.cannot(channel),
                own && canHeal ? settings.link("/auth/channel?channel=" + channel.twitchUserId()) : "",
                settings.link("/dashboard/" + channel.twitchUserId()));
    }
}
