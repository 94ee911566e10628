package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.discord.DiscordLinks;
import bot.herald.discord.DiscordLinks.Result;
import bot.herald.discord.DiscordLinks.Wish;
import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.Link.Way;
import bot.herald.discord.LinkMessageText;
import bot.herald.discord.Server;
import bot.herald.discord.ServerStore.Managed;
import bot.herald.discord.ServerStore.Presence;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.language.Saying;
import bot.herald.language.Sentences;
import bot.herald.template.Placeholder;
import bot.herald.web.pages.DiscordPage;
import bot.herald.web.pages.DiscordPage.Choice;
import bot.herald.web.pages.DiscordPage.Form;
import bot.herald.web.pages.DiscordPage.Group;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.When;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where on Discord a channel's news are told. */
final class DiscordLinkPages {
    private static final String PATH = "/dashboard/{id}/discord";

    private final DiscordLinks discord;
    private final PageNeeds needs;

    DiscordLinkPages(DiscordLinks discord, PageNeeds needs) {
        this.discord = discord;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page(
                        PATH,
                        (request, visitor) ->
                                answer(200, request, visitor, needs.channels().of(request, visitor), Notice.NONE)),
                needs.form(PATH, this::link),
                needs.form(PATH + "/{name}", this::change),
                needs.form(PATH + "/{name}/remove", this::unlink));
    }

    private Answer link(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        return answer(
                request,
                visitor,
                channel,
                needs.say(request).say("discord.linked"),
                discord.link(visitor.person().id(), channel.id(), wish(form)));
    }

    private Answer change(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        String id = request.pathValues().getOrDefault("name", "");
        return answer(
                request,
                visitor,
                channel,
                needs.say(request).say("done.saved"),
                discord.change(visitor.person().id(), channel.id(), id, wish(form)));
    }

    private Answer unlink(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FormGuard.form(request, visitor);
        discord.unlink(channel.id(), request.pathValues().getOrDefault("name", ""));
        return answer(
                200, request, visitor, channel, Notice.done(needs.say(request).say("discord.removed")));
    }

    private Answer answer(WebRequest request, Visitor visitor, Channel channel, String done, Result result) {
        return result instanceof Result.Refused refused
                ? answer(
                        refused.isTaken() ? 409 : 400,
                        request,
                        visitor,
                        channel,
                        Notice.notDone(needs.say(request).say("discord.not-saved", "why", (Saying)
                                language -> Frame.TEXTS.like(refused.said().in(language), language))))
                : answer(200, request, visitor, channel, Notice.done(done));
    }

    private static Wish wish(Parameters form) {
        Optional<Secret> webhook = form.find("webhook").map(Secret::new);
        String[] channel = form.find("channel").orElse("").split("/", 2);
        String[] role = form.find("role").orElse("").split("/", 2);
        String server = channel[0];
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if (form.find(kind.text()).isPresent()) {
                kinds.add(kind);
            }
        }
        // A role of another server is none of this one.
        String roleId = webhook.isPresent()
                ? role[0].strip()
                : role.length < 2 ? "" : role[0].equals(server) ? role[1] : "elsewhere";
        return new Wish(
                server,
                channel.length < 2 ? "" : channel[1],
                roleId,
                kinds,
                form.find("liveText").orElse(Link.DEFAULT_LIVE_TEXT),
                form.find("raidText").orElse(Link.DEFAULT_RAID_TEXT),
                webhook);
    }

    private Answer answer(int status, WebRequest request, Visitor visitor, Channel channel, Notice notice) {
        Optional<DiscordUserId> account = discord.account(visitor.person().id());
        List<Managed> managed = account.map(discord::serversOf).orElse(List.of());
        List<Server> here = managed.stream()
                .filter(server -> server.bot() != Presence.ABSENT)
                .flatMap(server -> discord.server(server.serverId()).stream())
                .toList();
        String page = needs.links().page(channel, Section.DISCORD.path());
        Sentences say = needs.say(request);
        DiscordPage shown = new DiscordPage(
                notice,
                discord.standing().words(),
                discord.hasBot(),
                account.isPresent()
                        ? ""
                        : needs.settings().link("/auth/discord") + "?page=/dashboard/" + channel.id() + "/discord",
                discord.of(channel.id()).stream()
                        .map(link -> linked(link, here, page, say))
                        .toList(),
                form("new", page, here, Optional.empty(), say),
                form("webhook", page, List.of(), Optional.empty(), say).byWebhook(),
                managed.stream()
                        .map(server -> new DiscordPage.Server(
                                server.name(),
                                server.bot() == Presence.ABSENT
                                        ? discord.invitation(server.serverId()).toString()
                                        : "",
                                When.of(server.asOf())))
                        .toList(),
                visitor.session().formToken().reveal());
        return Answer.html(status, needs.pages(request, visitor, channel).discord(shown));
    }

    private DiscordPage.Linked linked(Link link, List<Server> here, String page, Sentences say) {
        Optional<Server> server = discord.server(link.serverId());
        Optional<String> channel =
                server.flatMap(known -> known.channel(link.channelId())).map(Server.TextChannel::name);
        String name = say.say(
                "discord.where",
                "channel",
                channel.map(known -> "#" + known).orElseGet(() -> say.say("discord.no-channel")),
                "server",
                server.map(Server::name).orElseGet(() -> say.say("discord.no-server")));
        Form form = form(link.id(), page + "/" + link.id(), here, Optional.of(link), say);
        return new DiscordPage.Linked(
                // Of a webhook's server nothing is known where the bot is not.
                link.way() instanceof Way.Webhook webhook ? webhook(webhook.name(), channel, say) : name,
                posts(link, say),
                link.paused(),
                link.isByWebhook() ? form.byWebhook() : form,
                page + "/" + link.id() + "/remove");
    }

    private static String webhook(String name, Optional<String> channel, Sentences say) {
        String webhook = say.say("discord.where.webhook", "name", name);
        return channel.map(known -> say.say("discord.where", "channel", webhook, "server", "#" + known))
                .orElse(webhook);
    }

    private static String posts(Link link, Sentences say) {
        return say.say(
                "discord.posts",
                "what",
                Arrays.stream(Kind.values())
                        .filter(link.posts()::contains)
                        .map(kind -> say.say("discord.posts." + kind.text()))
                        .collect(Collectors.joining(", ")));
    }

    private static Form form(String prefix, String action, List<Server> servers, Optional<Link> link, Sentences say) {
        Function<Server, List<Choice>> channels = server -> server.channels().stream()
                .map(channel -> new Choice(
                        server.id() + "/" + channel.id(),
                        "#" + channel.name(),
                        channel.lacks(),
                        link.map(Link::channelId).filter(channel.id()::equals).isPresent()))
                .toList();
        Function<Server, List<Choice>> roles = server -> server.roles().stream()
                .filter(role -> !role.id().equals(server.id()))
                .map(role -> new Choice(
                        server.id() + "/" + role.id(),
                        role.isMentionable()
                                ? "@" + role.name()
                                : say.say("discord.role.closed", "role", "@" + role.name()),
                        "",
                        link.map(Link::roleId).filter(role.id()::equals).isPresent()))
                .toList();
        return new Form(
                prefix,
                action,
                groups(servers, channels),
                groups(servers, roles),
                false,
                link.map(Link::roleId).orElse(""),
                link.map(one -> one.posts().contains(Kind.LIVE)).orElse(true),
                link.map(one -> one.posts().contains(Kind.RAID)).orElse(false),
                link.map(one -> one.posts().contains(Kind.RAID_SENT)).orElse(false),
                link.map(Link::liveText).orElseGet(() -> say.say("discord.live.default")),
                link.map(Link::raidText).orElseGet(() -> say.say("discord.raid.default")),
                names(LinkMessageText.LIVE),
                names(LinkMessageText.RAID));
    }

    private static List<Group> groups(List<Server> servers, Function<Server, List<Choice>> choices) {
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
