package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The API about people and their channels. To people who may not manage a channel, it does not exist. */
final class ApiEndpoints {
    private final ManagedChannels managed;
    private final ManagedChannel manageable;
    private final Views views;
    private final ChannelDisconnector disconnector;
    private final Gate gate;
    private final Optional<DiscordWeb> discord;

    ApiEndpoints(People people, Optional<DiscordWeb> discord, Gate gate) {
        this.discord = discord;
        this.managed = people.managed();
        this.manageable = new ManagedChannel(managed);
        this.views = people.views();
        this.disconnector = people.disconnector();
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/me",
                        gate.reading(
                                (request, visitor) -> ok(me(visitor.person())),
                                (request, guest) -> ok(me(guest.account().profile())))),
                Route.get("/api/channels", gate.reading((request, visitor) -> ok(channels(visitor.person())))),
                Route.get("/api/channels/{id}", gate.reading(this::channel)),
                Route.on("DELETE", "/api/channels/{id}", gate.changing(this::disconnect)),
                Route.get("/api/tokens", gate.reading(this::tokens)));
    }

    /** People logged in with Discord alone have neither id nor login. */
    record Me(
            @Nullable String id,
            @Nullable String login,
            String displayName,
            String avatarUrl,
            boolean admin,
            List<ChannelView> channels,
            @Nullable DiscordIdentity discord) {}

    /** The Discord account that the person has linked or logged in with. */
    record DiscordIdentity(String id, String username, String displayName, String avatarUrl) {
        static DiscordIdentity of(DiscordProfile profile) {
            return new DiscordIdentity(
                    profile.id().value(), profile.username().value(), profile.displayName(), profile.avatarUrl());
        }
    }

    private static Me me(DiscordProfile profile) {
        return new Me(
                null, null, profile.displayName(), profile.avatarUrl(), false, List.of(), DiscordIdentity.of(profile));
    }

    private Me me(Person person) {
        return new Me(
                person.id().value(),
                person.profile().login().value(),
                person.profile().displayName(),
                person.profile().avatarUrl(),
                managed.isAdmin(person),
                channels(person),
                discord.flatMap(known -> known.guests().of(person.id()))
                        .map(account -> DiscordIdentity.of(account.profile()))
                        .orElse(null));
    }

    private List<ChannelView> channels(Person person) {
        return managed.of(person).stream().map(views::of).toList();
    }

    private Answer channel(WebRequest request, Visitor visitor) {
        return ok(views.of(manageable.of(request, visitor)));
    }

    private Answer disconnect(WebRequest request, Visitor visitor) {
        TwitchUserId id = manageable.of(request, visitor).id();
        if (!managed.access(visitor.person(), id).mayDisconnect()) {
            throw new ProblemException(AccessProblems.BROADCASTER_ONLY);
        }
        disconnector.disconnect(id);
        managed.channelDisconnected(id, visitor.person().id());
        return Answer.empty(204);
    }

    private Answer tokens(WebRequest request, Visitor visitor) {
        if (!managed.isAdmin(visitor.person())) {
            throw new ProblemException(AccessProblems.ADMINS_ONLY);
        }
        return ok(views.tokens());
    }

    private static Answer ok(Object body) {
        return Answer.json(200, Json.write(body));
    }
}
