package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.web.pages.FormPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.Pages;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages on which one command or timer is added, changed and deleted. */
final class ItemPages<T extends Item> {
    private final String one;
    private final String many;
    private final Section section;
    private final FormShape shape;
    private final Items<T> items;
    private final T fresh;
    private final ItemEditor<T> editor;
    private final PageNeeds needs;

    /**
     * @param one what a thing of this kind is called; {@code many} is the same in the plural
     * @param section whose page lists them
     * @param fresh what stands in the form for a new one
     */
    ItemPages(
            String one,
            Section section,
            FormShape shape,
            Items<T> items,
            T fresh,
            ItemEditor<T> editor,
            PageNeeds needs) {
        this.one = one;
        this.many = one + "s";
        this.section = section;
        this.shape = shape;
        this.items = items;
        this.fresh = fresh;
        this.editor = editor;
        this.needs = needs;
    }

    List<Route> routes() {
        String path = "/dashboard/{id}/" + many;
        return List.of(
                needs.page("/dashboard/{id}/new-" + one, this::moved),
                needs.page(path + "/new", this::blank),
                needs.form(path, this::create),
                needs.page(path + "/{name}", this::show),
                needs.form(path + "/{name}", this::replace),
                needs.form(path + "/{name}/delete", this::delete));
    }

    private Answer moved(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return Answer.redirect(URI.create(needs.links().page(channel, many) + "/new"));
    }

    /** Unless the channel has one of that name, and the address says that it is the one. */
    private Answer blank(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Optional<T> named = request.parameters().find("named").flatMap(name -> items.find(channel.id(), name));
        return named.isPresent()
                ? filled(request, channel, visitor, named, named.get())
                : filled(request, channel, visitor, Optional.empty(), fresh);
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        T item = found(channel, request);
        return filled(request, channel, visitor, Optional.of(item), item);
    }

    /** With what is there, or with what was typed before a login or a fault. */
    private Answer filled(WebRequest request, Channel channel, Visitor visitor, Optional<T> item, T there) {
        Optional<Parameters> typed = needs.forms().typed(request);
        return page(
                200,
                request,
                channel,
                visitor,
                item,
                typed.flatMap(kept -> kept.find("version"))
                        .orElse(item.map(IfMatch::tag).orElse("")),
                typed.map(shape::typed).orElseGet(() -> shape.typed(there)),
                typed.isPresent() ? List.of(FormShape.NOT_SAVED_YET) : List.of());
    }

    private Answer create(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Map<String, String> typed = shape.typed(FormGuard.form(request, visitor));
        Fields fields = new Fields(shape.json(typed));
        Change<T> change = editor.create(items, fresh, visitor.person(), channel.id(), fields);
        return change instanceof Change.Done<T>
                ? needs.done(channel, visitor, section)
                : refused(change, request, channel, visitor, Optional.empty(), typed);
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        T before = found(channel, request);
        Map<String, String> typed = shape.typed(form);
        Change<T> change = editor.replace(
                visitor.person(),
                channel.id(),
                before.name(),
                new Fields(shape.json(typed)),
                new IfMatch(form.find("version")));
        return change instanceof Change.Done<T>
                ? needs.done(channel, visitor, section)
                : refused(change, request, channel, visitor, Optional.of(before), typed);
    }

    private Answer delete(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters unused = FormGuard.form(request, visitor);
        T item = found(channel, request);
        Changes.done(
                editor.delete(items, visitor.person(), channel.id(), item.name(), IfMatch.ANYTHING), IfMatch.ANYTHING);
        return needs.done(channel, visitor, section);
    }

    private T found(Channel channel, WebRequest request) {
        return items.find(channel.id(), request.pathValues().getOrDefault("name", ""))
                .orElseThrow(() -> new ProblemException(bot.herald.web.Problem.of(404)));
    }

    private Answer refused(
            Change<T> change,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            Optional<T> before,
            Map<String, String> typed) {
        bot.herald.web.Problem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        if (problem.status() == 404) {
            throw new ProblemException(problem);
        }
        return page(
                problem.status(),
                request,
                channel,
                visitor,
                before,
                before.map(IfMatch::tag).orElse(""),
                typed,
                Changes.faults(problem));
    }

    private Answer page(
            int status,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            Optional<T> item,
            String version,
            Map<String, String> typed,
            List<Problem> problems) {
        ChannelLinks links = needs.links();
        String here =
                item.map(known -> links.item(channel, many, known.name())).orElseGet(() -> links.page(channel, many));
        FormView form = new FormView(
                here,
                visitor.session().formToken().reveal(),
                version,
                item.isPresent() ? "Save changes" : "Add " + one,
                shape.fields(typed, problems),
                shape.errors(problems));
        Pages pages = needs.pages(request, visitor, channel);
        return Answer.html(
                status,
                pages.form(new FormPage(
                        item.map(known -> "Edit the " + one + " " + known.name())
                                .orElse("New " + one),
                        "",
                        form,
                        links.page(channel, many),
                        section.label(),
                        item.isPresent() ? here + "/delete" : "")));
    }
}
