package bot.herald.web.pages;

import bot.herald.language.Language;
import bot.herald.web.pages.Frame.Taste;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.util.Map;

/** Renders pages as HTML, escaping whatever they show. Immutable and safe for concurrent use. */
public final class Pages {
    // The path is for templates compiled at run time; ours are on the class path.
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            Path.of(""), ContentType.Html, Pages.class.getClassLoader(), "bot.herald.web.pages.generated");

    private final Frame frame;

    public Pages(Frame frame) {
        this.frame = frame;
    }

    /** The same with a reader's theme and language. */
    public Pages themed(Taste taste) {
        return new Pages(frame.with(taste, frame.side()));
    }

    /** The same in a language that is not the reader's to choose. */
    public Pages in(Language language) {
        return new Pages(frame.in(language));
    }

    public String landing(LandingPage page) {
        return render("landing.jte", page);
    }

    public String connect(ConnectPage page) {
        return render("connect.jte", page);
    }

    public String connected(ConnectedPage page) {
        return render("connected.jte", page);
    }

    public String login(LoginPage page) {
        return render("login.jte", page);
    }

    public String guest(GuestPage page) {
        return render("guest.jte", page);
    }

    public String dashboard(DashboardPage page) {
        return render("dashboard.jte", page);
    }

    public String channel(ChannelPage page) {
        return render("channel.jte", page);
    }

    public String live(LivePage page) {
        return render("live.jte", page);
    }

    public String commands(CommandsPage page) {
        return render("commands.jte", page);
    }

    public String timers(TimersPage page) {
        return render("timers.jte", page);
    }

    public String discord(DiscordPage page) {
        return render("discord.jte", page);
    }

    public String raids(RaidsPage page) {
        return render("raids.jte", page);
    }

    public String log(LogPage page) {
        return render("log.jte", page);
    }

    public String settings(SettingsPage page) {
        return render("settings.jte", page);
    }

    public String admin(AdminPage page) {
        return render("admin.jte", page);
    }

    public String features(FeaturesPage page) {
        return render("features.jte", page);
    }

    public String feature(FeaturePage page) {
        return render("feature.jte", page);
    }

    public String form(FormPage page) {
        return render("formpage.jte", page);
    }

    /** A part of {@link #form}, for a script. */
    public String preview(PreviewPart part) {
        return render("previewpart.jte", part);
    }

    public String disconnect(DisconnectPage page) {
        return render("disconnect.jte", page);
    }

    public String setupForm(SetupFormPage page) {
        return render("setupform.jte", page);
    }

    public String setupSteps(SetupStepsPage page) {
        return render("setupsteps.jte", page);
    }

    public String sessions(SessionsPage page) {
        return render("sessions.jte", page);
    }

    public String replaceBot(ReplaceBotPage page) {
        return render("replacebot.jte", page);
    }

    public String importing(ImportPage page) {
        return render("importing.jte", page);
    }

    public String triggers(TriggersPage page) {
        return render("triggers.jte", page);
    }

    public String quotes(QuotesPage page) {
        return render("quotes.jte", page);
    }

    public String counters(CountersPage page) {
        return render("counters.jte", page);
    }

    public String confirm(ConfirmPage page) {
        return render("confirm.jte", page);
    }

    public String publicPage(PublicPage page) {
        return render("public.jte", page);
    }

    public String problem(ProblemPage page) {
        return render("problem.jte", page);
    }

    private String render(String template, Record page) {
        StringOutput output = new StringOutput();
        ENGINE.render(template, Map.of("frame", frame, "page", page), output);
        return output.toString();
    }
}
