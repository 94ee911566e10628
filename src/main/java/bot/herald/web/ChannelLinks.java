package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.channel.Channel;
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

    /** Where an item is edited, also one called {@code new}, which is the page for adding one. */
    String edit(Channel channel, String kind, String name) {
        return name.equals("new") ? item(channel, kind, name) + "?named=new" : item(channel, kind, name);
    }

    String feed(Channel channel) {
        return settings.link("/api/channels/" + channel.id() + "/events");
    }
}
