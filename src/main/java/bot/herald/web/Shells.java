package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchProfile;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Icon;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.Side;
import bot.herald.web.pages.Side.Group;
import bot.herald.web.pages.Side.Link;
import bot.herald.web.pages.Side.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The frame around a page for its reader: preferences, navigation, and the channels to switch to. */
final class Shells {
    private static final int MOST_CHANNELS = 8;

    private final WebSettings settings;
    private final Frame frame;
    private final ManagedChannels managed;
    private final Preferences preferences;

    Shells(WebSettings settings, ManagedChannels managed) {
        this.settings = settings;
        this.frame = Assets.frame(settings);
        this.managed = managed;
        this.preferences = new Preferences(settings);
    }

    Preferences preferences() {
        return preferences;
    }

    /** For public pages. */
    Pages open(WebRequest request) {
        return new Pages(frame.with(preferences.of(request), Optional.empty()));
    }

    /** For pages about no channel in particular. */
    Pages of(WebRequest request, Visitor visitor) {
        return new Pages(frame.with(preferences.of(request), Optional.of(side(request, visitor, Optional.empty()))));
    }

    /** For a page of a channel; which one follows from its address. */
    Pages of(WebRequest request, Visitor visitor, Channel channel) {
        return new Pages(
                frame.with(preferences.of(request), Optional.of(side(request, visitor, Optional.of(channel)))));
    }

    private Side side(WebRequest request, Visitor visitor, Optional<Channel> here) {
        Person person = visitor.person();
        List<Channel> channels = managed.of(person);
        List<Place> near = channels.stream()
                .filter(channel ->
                        here.map(Channel::id).filter(channel.id()::equals).isEmpty())
                .limit(MOST_CHANNELS)
                .map(this::place)
                .toList();
        return new Side(
                person.profile().displayName(),
                avatar(person.profile()),
                here.map(this::place),
                near,
                channels.size(),
                all(),
                here.map(channel -> groups(request, channel)).orElse(List.of()),
                common(request, person),
                settings.link("/auth/logout"),
                visitor.session().formToken().reveal());
    }

    private List<Group> groups(WebRequest request, Channel channel) {
        ChannelLinks links = new ChannelLinks(settings);
        // Our links may have a prefix; the path does not.
        String[] path = request.path().split("/", -1);
        String shown = path.length > 3 ? path[3] : "";
        Map<String, List<Link>> byGroup = new LinkedHashMap<>();
        for (Section section : Section.values()) {
            if (section == Section.DISCORD && !settings.discord()) {
                continue;
            }
            String link = section.path().isEmpty() ? links.page(channel) : links.page(channel, section.path());
            byGroup.computeIfAbsent(like(section.group(), request), title -> new ArrayList<>())
                    .add(new Link(
                            like(section.label(), request), section.icon(), link, shown.equals(section.path()), 0));
        }
        return byGroup.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private List<Link> common(WebRequest request, Person person) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(
                like("All channels", request), Icon.GRID, all(), request.path().equals("/dashboard"), 0));
        if (managed.isAdmin(person)) {
            links.add(link(request, "Administration", Icon.HDD_NETWORK, "/dashboard/admin"));
        }
        links.add(link(request, "Your sessions", Icon.LAPTOP, "/dashboard/sessions"));
        return List.copyOf(links);
    }

    private String like(String label, WebRequest request) {
        return Frame.TEXTS.like(label, preferences.of(request).language());
    }

    /** The list, also for somebody with a single channel. */
    private String all() {
        return settings.link("/dashboard?all=true");
    }

    private Link link(WebRequest request, String label, Icon icon, String path) {
        return new Link(
                like(label, request), icon, settings.link(path), request.path().equals(path), 0);
    }

    private Place place(Channel channel) {
        return new Place(
                channel.profile().displayName(),
                avatar(channel.profile()),
                settings.link("/dashboard/" + channel.id()));
    }

    static Avatar avatar(TwitchProfile profile) {
        return Avatar.of(profile.id().value(), profile.displayName(), profile.avatarUrl());
    }
}
