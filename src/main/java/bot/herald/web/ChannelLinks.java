package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.channel.Channel;
import java.net.URI;
import java.net.URLEncoder;

/** Where the pages of a channel are. */
final class ChannelLinks {
    private final WebSettings settings;

    ChannelLinks(WebSettings settings) {
        this.settings = settings;
    }

    String dashboard() {
        return settings.link("/dashboard");
    }

    String page(Channel channel) {
        return settings.link("/dashboard/" + channel.id());
    }

    String page(Channel channel, String part) {
        return page(channel) + "/" + part;
    }

    String item(Channel channel, String kind, String name) {
        return page(channel, kind) + "/" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    String feed(Channel channel) {
        return settings.link("/api/channels/" + channel.id() + "/events");
    }

    /** Where a form leads when it is done. */
    Answer done(Channel channel, Done what, String part) {
        return Answer.seeOther(
                URI.create(page(channel) + "?done=" + what.name().toLowerCase(java.util.Locale.ROOT) + "#" + part));
    }

    /** What a page says was just done. */
    enum Done {
        ADDED("It was added."),
        SAVED("It was saved."),
        DELETED("It was deleted."),
        UNDONE("It was undone.");

        private final String words;

        Done(String words) {
            this.words = words;
        }

        /** In words; empty for anything else that a link may say. */
        static String words(WebRequest request) {
            String wanted = request.parameters().find("done").orElse("");
            for (Done done : values()) {
                if (done.name().equalsIgnoreCase(wanted)) {
                    return done.words;
                }
            }
            return "";
        }
    }
}
