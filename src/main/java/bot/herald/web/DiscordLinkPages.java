package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.discord.DiscordLinks;
import bot.herald.discord.DiscordLinks.Result;
import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.Link.Way;
import bot.herald.discord.Server;
import bot.herald.discord.ServerStore.Managed;
import bot.herald.discord.ServerStore.Presence;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.language.Saying;
import bot.herald.language.Sentences;
import bot.herald.web.DiscordLinkForms.Content;
import bot.herald.web.pages.DiscordPage;
import bot.herald.web.pages.DiscordPage.Form;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.When;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Discord channels to which Herald posts a channel's streams and raids. */
final class DiscordLinkPages {
    private static final String PATH = "/dashboard/{id}/discord";

    private final DiscordLinks discord;
    private final PageNeeds needs;

    /** What can be done on the page; the address that a form leads to names it. */
    private enum Done {
        LINKED("discord.linked"),
        SAVED("done.saved"),
        REMOVED("discord.removed");

        private final String text;

        Done(String text) {
            this.text = text;
        }
    }

    DiscordLinkPages(DiscordLinks discord, PageNeeds needs) {
        this.discord = discord;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page(PATH, this::show),
                needs.form(PATH, this::link),
                needs.form(PATH + "/{name}", this::change),
                needs.form(PATH + "/{name}/remove", this::unlink));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Notice notice = request.parameters()
                .find(Confirmations.DONE)
                .flatMap(done -> Parameters.choice(done, Done.class))
                .map(done -> Notice.done(needs.say(request).say(done.text)))
                .orElse(Notice.NONE);
        return page(
                200,
                request,
                visitor,
                needs.channels().of(request, visitor),
                notice,
                needs.forms().typed(request));
    }

    private Answer link(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        return answer(
                request,
                visitor,
                channel,
                form,
                Done.LINKED,
                discord.link(
                        visitor.person().id(),
                        channel.id(),
                        Content.typed(form).wish(form.find("webhook").map(Secret::new))));
    }

    private Answer change(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        String id = request.pathValues().getOrDefault("name", "");
        if (isStale(channel, id, form)) {
            Sentences say = needs.say(request);
            String why = Frame.TEXTS.like(AccessProblems.STALE_VERSION.title(), say.language());
            Notice notDone = Notice.notDone(say.say("problem.save-again", "what", why));
            // Somebody who has seen that can save the same again.
            Map<String, String> again = new HashMap<>(form.all());
            again.remove(DiscordLinkForms.VERSION);
            return page(
                    AccessProblems.STALE_VERSION.status(),
                    request,
                    visitor,
                    channel,
                    notDone,
                    Optional.of(Parameters.of(again)));
        }
        return answer(
                request,
                visitor,
                channel,
                form,
                Done.SAVED,
                discord.change(
                        visitor.person().id(),
                        channel.id(),
                        id,
                        Content.typed(form).wish(form.find("webhook").map(Secret::new))));
    }

    private Answer unlink(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FormGuard.form(request, visitor);
        discord.unlink(channel.id(), request.pathValues().getOrDefault("name", ""));
        return done(channel, Done.REMOVED);
    }

    /** Whether somebody else changed the link since the form was made, and to something else than the form asks for. */
    private boolean isStale(Channel channel, String id, Parameters form) {
        Optional<Content> there = discord.of(channel.id()).stream()
                .filter(link -> link.id().equals(id))
                .findFirst()
                .map(Content::of);
        return there.filter(content -> !form.find(DiscordLinkForms.VERSION)
                        .orElse(content.version())
                        .equals(content.version()))
                .filter(content -> !content.equals(Content.typed(form)))
                .isPresent();
    }

    private Answer answer(
            WebRequest request, Visitor visitor, Channel channel, Parameters form, Done done, Result result) {
        return result instanceof Result.Refused refused
                ? page(
                        refused.isTaken() ? 409 : 400,
                        request,
                        visitor,
                        channel,
                        Notice.notDone(needs.say(request).say("discord.not-saved", "why", (Saying)
                                language -> Frame.TEXTS.like(refused.said().in(language), language))),
                        Optional.of(form))
                : done(channel, done);
    }

    private Answer done(Channel channel, Done done) {
        return Answer.seeOther(URI.create(needs.links().page(channel, Section.DISCORD.path()) + "?" + Confirmations.DONE
                + "=" + Parameters.text(done)));
    }

    /** @param typed what a refused form held, which fills that form again; empty for none */
    private Answer page(
            int status,
            WebRequest request,
            Visitor visitor,
            Channel channel,
            Notice notice,
            Optional<Parameters> typed) {
        Optional<DiscordUserId> account = discord.account(visitor.person().id());
        List<Managed> managed = account.map(discord::serversOf).orElse(List.of());
        List<Server> here = managed.stream()
                .filter(server -> server.bot() != Presence.ABSENT)
                .flatMap(server -> discord.server(server.serverId()).stream())
                .toList();
        String page = needs.links().page(channel, Section.DISCORD.path());
        Sentences say = needs.say(request);
        DiscordLinkForms forms = new DiscordLinkForms(here, typed, say);
        DiscordPage shown = new DiscordPage(
                notice,
                discord.standing().words(),
                discord.hasBot(),
                account.isPresent()
                        ? ""
                        : needs.settings().link("/auth/discord") + "?page=/dashboard/" + channel.id() + "/discord",
                discord.of(channel.id()).stream()
                        .map(link -> linked(link, forms, page, say))
                        .toList(),
                forms.fresh("new", page),
                forms.fresh("webhook", page).byWebhook(),
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

    private DiscordPage.Linked linked(Link link, DiscordLinkForms forms, String page, Sentences say) {
        Optional<Server> server = discord.server(link.serverId());
        Optional<String> channel =
                server.flatMap(known -> known.channel(link.channelId())).map(Server.TextChannel::name);
        String name = say.say(
                "discord.where",
                "channel",
                channel.map(known -> "#" + known).orElseGet(() -> say.say("discord.no-channel")),
                "server",
                server.map(Server::name).orElseGet(() -> say.say("discord.no-server")));
        Form form = forms.of(link, page + "/" + link.id());
        return new DiscordPage.Linked(
                // Without the bot in it, nothing is known of a webhook's server.
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
}
