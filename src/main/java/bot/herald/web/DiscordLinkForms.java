package bot.herald.web;

import bot.herald.discord.DiscordLinks.Wish;
import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.LinkMessageText;
import bot.herald.discord.Server;
import bot.herald.identity.Secret;
import bot.herald.language.Sentences;
import bot.herald.template.Placeholder;
import bot.herald.web.pages.DiscordPage.Choice;
import bot.herald.web.pages.DiscordPage.Form;
import bot.herald.web.pages.DiscordPage.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The forms for adding and changing links to Discord.
 *
 * @param servers that have channels to choose from
 * @param typed what was sent and not saved; fills the form that sent it
 */
record DiscordLinkForms(List<Server> servers, Optional<Parameters> typed, Sentences say) {
    /** The field that says which of the page's forms was sent. */
    static final String FORM = "of";
    /** The field that says which version of the link the form was made from. */
    static final String VERSION = "version";

    /**
     * What a form holds.
     *
     * @param channel as {@code server/channel}; empty for a webhook
     * @param role as {@code server/role}, or its id alone for a webhook; empty for nobody
     */
    record Content(String channel, String role, Set<Kind> posts, String liveText, String raidText) {
        static Content of(Link link) {
            String server = link.isByWebhook() ? "" : link.serverId() + "/";
            return new Content(
                    link.isByWebhook() ? "" : server + link.channelId(),
                    link.roleId().isEmpty() ? "" : server + link.roleId(),
                    link.posts(),
                    link.liveText(),
                    link.raidText());
        }

        static Content typed(Parameters form) {
            return new Content(
                    form.find("channel").orElse(""),
                    form.find("role").orElse("").strip(),
                    Arrays.stream(Kind.values())
                            .filter(kind -> form.find(kind.text()).isPresent())
                            .collect(Collectors.toUnmodifiableSet()),
                    form.find("liveText").orElse(Link.DEFAULT_LIVE_TEXT),
                    form.find("raidText").orElse(Link.DEFAULT_RAID_TEXT));
        }

        /** Changes whenever anything in it changes. */
        String version() {
            String all = Stream.of(channel, role, kinds(), liveText, raidText).collect(Collectors.joining("\n"));
            return Integer.toHexString(all.hashCode());
        }

        private String kinds() {
            return posts.stream().sorted().map(Kind::text).collect(Collectors.joining(" "));
        }

        /** @param webhook a new address; empty if the bot itself posts, or to keep the address */
        Wish wish(Optional<Secret> webhook) {
            String[] place = channel.split("/", 2);
            String[] pinged = role.split("/", 2);
            // A webhook's form asks for no channel. A role of another server is not in this one.
            String roleId = channel.isEmpty()
                    ? pinged[0]
                    : pinged.length < 2 ? "" : pinged[0].equals(place[0]) ? pinged[1] : "elsewhere";
            return new Wish(place[0], place.length < 2 ? "" : place[1], roleId, posts, liveText, raidText, webhook);
        }
    }

    /** For adding a link. */
    Form fresh(String prefix, String action) {
        Content blank = new Content(
                "", "", Set.of(Kind.LIVE), say.say("discord.live.default"), say.say("discord.raid.default"));
        return form(prefix, action, "", blank);
    }

    Form of(Link link, String action) {
        Content content = Content.of(link);
        return form(link.id(), action, content.version(), content);
    }

    private Form form(String prefix, String action, String version, Content saved) {
        Optional<Parameters> refused =
                typed.filter(form -> form.find(FORM).filter(prefix::equals).isPresent());
        Content content = refused.map(Content::typed).orElse(saved);
        return new Form(
                prefix,
                action,
                refused.flatMap(form -> form.find(VERSION)).orElse(version),
                refused.isPresent(),
                groups(server -> channels(server, content)),
                groups(server -> roles(server, content)),
                false,
                content.role(),
                content.posts().contains(Kind.LIVE),
                content.posts().contains(Kind.RAID),
                content.posts().contains(Kind.RAID_SENT),
                content.liveText(),
                content.raidText(),
                names(LinkMessageText.LIVE),
                names(LinkMessageText.RAID));
    }

    private static List<Choice> channels(Server server, Content content) {
        return server.channels().stream()
                .map(channel -> {
                    String value = server.id() + "/" + channel.id();
                    return new Choice(value, "#" + channel.name(), channel.lacks(), value.equals(content.channel()));
                })
                .toList();
    }

    private List<Choice> roles(Server server, Content content) {
        return server.roles().stream()
                .filter(role -> !role.id().equals(server.id()))
                .map(role -> {
                    String value = server.id() + "/" + role.id();
                    String name = "@" + role.name();
                    return new Choice(
                            value,
                            role.isMentionable() ? name : say.say("discord.role.closed", "role", name),
                            "",
                            value.equals(content.role()));
                })
                .toList();
    }

    private List<Group> groups(Function<Server, List<Choice>> choices) {
        return servers.stream()
                .map(server -> new Group(server.name(), choices.apply(server)))
                .filter(group -> !group.choices().isEmpty())
                .toList();
    }

    private static List<String> names(Set<Placeholder> placeholders) {
        return placeholders.stream()
                .sorted()
                .flatMap(one -> one.forms(placeholders).stream().limit(1))
                .toList();
    }
}
