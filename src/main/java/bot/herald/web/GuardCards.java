package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.guard.GuardControl;
import bot.herald.language.Language;
import bot.herald.web.pages.GuardCard;
import bot.herald.web.pages.When;
import java.util.Optional;

/** The guard while it protects a chat, with the button that ends it. */
record GuardCards(GuardControl guard, ChannelLinks links) {
    static final String PATH = "raids/guard";

    Optional<GuardCard> of(Channel channel, Visitor visitor, Language language) {
        return guard.now(channel.id())
                .map(standing -> new GuardCard(
                        standing.what().in(language),
                        standing.since().map(When::of),
                        When.of(standing.until()),
                        links.page(channel, PATH),
                        visitor.session().formToken().reveal()));
    }

    /** @return whether the chat is no longer protected */
    boolean end(Channel channel, Visitor visitor) {
        return guard.end(channel.id(), visitor.person().profile().login().value());
    }
}
